"""Adding a value to a drop-down list, or a stage to a stage directory."""

import re
import secrets
import string
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.permissions import CHANGE_SETTINGS
from comptoir.access.queries import allowed
from comptoir.directories.models import DirectoryValue
from comptoir.directories.queries import bump
from comptoir.kit.errors import Forbidden, Invalid
from comptoir.kit.text import clean_line, fold

STEP = 10
LONGEST_NAME = 100
LONGEST_CODE = 21
NOT_CODE = re.compile(r"[^A-Z0-9]+")
SEMANTICS = {"": "", "P": "", "S": "S", "F": "F"}


def add_value(
    directory: str,
    name: str,
    *,
    actor: User,
    at: datetime,
    code: str = "",
    prefix: str = "",
    semantics: str = "",
    colour: str = "",
    pipeline_id: int = 0,
    is_system: bool = False,
) -> DirectoryValue:
    """Add a value at the end of the list; without a code it gets one made of its name, or UC_ and six characters.

    Errors: Forbidden without the right to change settings; Invalid for an empty name, a code that exists already.
    """
    if not allowed(actor, CHANGE_SETTINGS, "update"):
        raise Forbidden
    cleaned = clean_line(name)[:LONGEST_NAME]
    if not cleaned or semantics not in SEMANTICS:
        raise Invalid(fields={"name": _("Give the value a name.")})
    with transaction.atomic():
        values = DirectoryValue.objects.filter(directory=directory)
        taken = {known.upper() for known in values.values_list("code", flat=True)}
        full = _full_code(code, prefix) if code else _new_code(cleaned, prefix, taken)
        if full.upper() in taken:
            raise Invalid(fields={"code": _("This code exists already.")})
        value = DirectoryValue.objects.create(
            directory=directory,
            code=full,
            name=cleaned,
            sort=_place(values, SEMANTICS[semantics]),
            is_system=is_system,
            semantics=SEMANTICS[semantics],
            colour=colour,
            pipeline_id=pipeline_id,
        )
        bump()
    return value


def _place(values: QuerySet[DirectoryValue], semantics: str) -> int:
    """Return the last place of the list; a stage in progress goes before those of success and failure."""
    finals = values.exclude(semantics="").order_by("sort").first()
    last = values.aggregate(last=Max("sort"))["last"] or 0
    if finals is None or semantics:
        return last + STEP
    before: int = values.filter(semantics="", sort__lt=finals.sort).aggregate(last=Max("sort"))["last"] or 0
    return (before + finals.sort) // 2


def _full_code(code: str, prefix: str) -> str:
    return f"{prefix}:{code}" if prefix and not code.startswith(f"{prefix}:") else code


def _new_code(name: str, prefix: str, taken: set[str]) -> str:
    """Return a code that reads like the name where the alphabet allows it."""
    word = NOT_CODE.sub("_", fold(name).upper()).strip("_")
    full = _full_code(word, prefix)
    if word and name.isascii() and len(full) <= LONGEST_CODE and full.upper() not in taken:
        return full
    letters = string.ascii_uppercase + string.digits
    return _full_code("UC_" + "".join(secrets.choice(letters) for _place in range(6)), prefix)
