"""The edits of a directory as its page collects them: typed when they come in, applied together when saved."""

from __future__ import annotations

import re

import msgspec
from django.utils.functional import Promise

from comptoir.directories import errors
from comptoir.kit.errors import BadRequest, TooLarge
from comptoir.kit.text import clean_line, shows_something

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
LONGEST_NAME = 100
MOST_EDITS = 500
LARGEST_SAVE = 1024 * 1024


class Add(msgspec.Struct, tag="add", tag_field="op", forbid_unknown_fields=True):
    """A new value; `key` is how the page calls it until it has a code. Only files give it a code of their own."""

    key: str
    name: str
    code: str = ""
    semantics: str = ""
    colour: str = ""


class Change(msgspec.Struct, tag="change", tag_field="op", forbid_unknown_fields=True):
    """What is None stays. `restore` gives back the default name; `names` are by language, "" takes one away.

    `semantics` is "" or "F", for a stage that no record is in.
    """

    code: str
    name: str | None = None
    names: dict[str, str] | None = None
    colour: str | None = None
    hidden: bool | None = None
    default: bool | None = None
    semantics: str | None = None
    restore: bool = False


class Order(msgspec.Struct, tag="order", tag_field="op", forbid_unknown_fields=True):
    """The whole order wished for: codes, and keys of values that are added.

    Not `moved`: only the added values take their places, behind the one that stands before each; the others stay.
    """

    codes: list[str]
    moved: bool = True


class Delete(msgspec.Struct, tag="delete", tag_field="op", forbid_unknown_fields=True):
    """`replace_by` is the code that takes over the items; needed when the value is in use."""

    code: str
    replace_by: str = ""


Edit = Add | Change | Order | Delete


class SaveRequest(msgspec.Struct, forbid_unknown_fields=True):
    """What the page posts: the version that it shows and the edits in the order they were made."""

    version: int
    edits: list[Edit]


def parse_save(body: bytes) -> SaveRequest:
    """Errors: TooLarge for more than 1 MiB or 500 edits; BadRequest for what is not such a request."""
    if len(body) > LARGEST_SAVE:
        raise TooLarge
    try:
        request = msgspec.json.decode(body, type=SaveRequest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRequest from error
    if len(request.edits) > MOST_EDITS:
        raise TooLarge
    return request


def wrong_name(name: str) -> str | Promise | None:
    """Return why this cannot be the name of a value; None when it can."""
    cleaned = clean_line(name)
    if not shows_something(cleaned):
        return errors.NAME_NEEDED
    return errors.NAME_TOO_LONG if len(cleaned) > LONGEST_NAME else None


def wrong_colour(colour: str) -> str | Promise | None:
    return None if colour in ("", "#") or COLOUR.fullmatch(colour) else errors.NOT_A_COLOUR


def clean_colour(colour: str) -> str:
    return "" if colour == "#" else colour
