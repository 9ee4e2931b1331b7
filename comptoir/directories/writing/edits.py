"""The edits of a directory, from the page, a file, REST or an import; applied together when saved."""

from __future__ import annotations

import msgspec


class Add(msgspec.Struct, tag="add", tag_field="op", forbid_unknown_fields=True):
    """A new value; `key` is how the other edits call it until it has a code. It may bring a code, prefix included.

    Without an `Order` it stands at the end of the list, of stages at the end of its group.
    """

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
    """The whole order wished for: codes, and keys of values that are added. The list is numbered 10, 20, 30...

    Not `moved`: only the added values take their places, behind the one that stands before each; the others stay.
    """

    codes: list[str]
    moved: bool = True


class Delete(msgspec.Struct, tag="delete", tag_field="op", forbid_unknown_fields=True):
    """`replace_by` is the code that takes over the items; needed when the value is in use."""

    code: str
    replace_by: str = ""


class Place(msgspec.Struct):
    """The number by which a value is sorted, as integrations give it: the others keep theirs. For no page.

    A new failure stage whose number lies before the success stage goes to the end: integrations ask for any number.
    """

    code: str
    sort: int


class Drop(msgspec.Struct):
    """Deleting without a replacement, as integrations do it (ruling R11). For no page.

    Only items outside the recycle bin keep a value: what is restored later enters the first stage. `forced` deletes
    system and used values of lists, whose code stays on the items; never a stage.
    """

    code: str
    forced: bool = False


PageEdit = Add | Change | Order | Delete
Edit = PageEdit | Place | Drop
