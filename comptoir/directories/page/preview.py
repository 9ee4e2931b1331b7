"""What an administrator should know before they save a directory; nothing here forbids anything."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.catalogue import Directory
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.colours import distance
from comptoir.directories.values.names import shown_name
from comptoir.directories.values.reading import reader_language
from comptoir.directories.writing.draft import DirectoryDraft
from comptoir.directories.writing.edits import Add, Edit
from comptoir.items.core.item_types import item_types
from comptoir.items.models import StageChange
from comptoir.kit.text import Text, fold

MOST_STAGES = 12
TOO_NEAR = 12.0
YEAR = timedelta(days=365)

SAME_NAME = _("Two values are called so. People will not know which one to choose.")
MANY_STAGES = _("There are more than 12 stages. Most teams work better with five to nine.")
NEVER_ENTERED = _("No record has entered this stage for a year.")
NEAR_COLOUR = _("This colour can hardly be told from that of the stage beside it.")
MADE_BY_INTEGRATION = _("An integration made this source and may make it again.")


@dataclass(frozen=True, slots=True)
class Notice:
    """`code` is the value it is about, "" for the whole list."""

    code: str
    text: Text


def warnings_of(directory: Directory, values: Sequence[DirectoryValue], language: str, now: datetime) -> list[Notice]:
    """Return what is worth a second look in the directory as it would be saved; one query for stages."""
    found = [*_same_names(values, language), *_from_integrations(directory, values)]
    if directory.is_stages:
        if len(values) > MOST_STAGES:
            found.append(Notice("", MANY_STAGES))
        found += [*_near_colours(values), *_never_entered(directory, values, now)]
    return found


def _same_names(values: Sequence[DirectoryValue], language: str) -> list[Notice]:
    names = [fold(shown_name(value, language)) for value in values]
    often = Counter(names)
    return [Notice(value.code, SAME_NAME) for value, name in zip(values, names, strict=True) if often[name] > 1]


def _near_colours(values: Sequence[DirectoryValue]) -> list[Notice]:
    return [
        Notice(value.code, NEAR_COLOUR)
        for before, after in pairwise(values)
        if not before.semantics and not after.semantics and before.colour and after.colour
        if distance(before.colour, after.colour) < TOO_NEAR
        for value in (before, after)
    ]


def _never_entered(directory: Directory, values: Sequence[DirectoryValue], now: datetime) -> list[Notice]:
    owner = item_types.find(directory.item_type)
    if owner is None:
        return []
    since = StageChange.objects.filter(item_type=owner.type_id, at__gte=now - YEAR, stage__in=[v.code for v in values])
    entered = set(since.order_by().values_list("stage", flat=True).distinct())
    return [Notice(value.code, NEVER_ENTERED) for value in values if value.pk and value.code not in entered]


def _from_integrations(directory: Directory, values: Sequence[DirectoryValue]) -> list[Notice]:
    if directory.code != "SOURCE":
        return []
    return [Notice(value.code, MADE_BY_INTEGRATION) for value in values if "|" in value.code]


def preview_directory(directory: Directory, edits: Sequence[Edit], *, actor: User, now: datetime) -> list[Notice]:
    """Return the warnings about the directory as it would be; new values go by their keys.

    Errors: Forbidden, InvalidEdits.
    """
    require_settings(actor)
    rows = list(DirectoryValue.objects.filter(directory=directory.code).order_by("sort", "id"))
    draft = DirectoryDraft(directory, rows, reader_language())
    draft.apply(edits)
    kept = [value for value in draft.values if value.code not in draft.removed]
    keys = {draft.codes[edit.key].code: edit.key for edit in edits if isinstance(edit, Add)}
    found = warnings_of(directory, kept, reader_language(), now)
    return [Notice(keys.get(notice.code, notice.code), notice.text) for notice in found]
