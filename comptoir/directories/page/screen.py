"""What the settings page of directories shows: the lists on the left, the values with their use, the funnel."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.change_set import version_of
from comptoir.directories.errors import Reason
from comptoir.directories.history.reading import history_of
from comptoir.directories.history.words import describe, is_noise
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.groups import ADDITIONAL, FAILURE, INITIAL, LIST, SUCCESS, group_of, why_protected
from comptoir.directories.values.names import shipped_name, shown_name
from comptoir.directories.values.reading import snapshot, values_of
from comptoir.directories.values.use import Uses, elsewhere, fields_using, other_uses, usage
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import item_types
from comptoir.items.filters.address import Written
from comptoir.kit.filters import Op
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.text import Text, fold
from comptoir.ui.component_values import Crumb
from comptoir.ui.navigation import address_of

GROUP_LABELS: dict[str, Text] = {
    INITIAL: _("Initial stage"),
    ADDITIONAL: _("Additional stages"),
    SUCCESS: _("Success stage"),
    FAILURE: _("Failure stages"),
    LIST: _("Values"),
}
RECENT, LINES = 200, 3
CAN_ADD = (ADDITIONAL, FAILURE, LIST)


@dataclass(frozen=True, slots=True)
class Entry:
    """A list in the left navigation."""

    directory: Directory
    label: Text
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Use:
    """How many records of a type use a value, and the list that shows them."""

    label: Text
    count: int
    deleted: int
    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a value's history."""

    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RowView:
    """A value as its row and its detail show it. `default_name` is "" for one's own values."""

    code: str
    name: str
    default_name: str
    names: dict[str, str]
    shipped: dict[str, str]
    colour: str
    semantics: str
    group: str
    protected: Reason | None
    is_hidden: bool
    is_default: bool
    leaving_to: str
    uses: tuple[Use, ...]
    others: tuple[Use, ...]
    latest: tuple[Told, ...]

    @property
    def count(self) -> int:
        return sum(use.count for use in self.uses)

    @property
    def deleted(self) -> int:
        return sum(use.deleted for use in self.uses)

    @property
    def only_use_url(self) -> str:
        """Return the list of the records when one type alone uses the value."""
        used = [use for use in self.uses if use.count]
        return used[0].url if len(used) == 1 else ""


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: Text
    rows: tuple[RowView, ...]
    can_add: bool


@dataclass(frozen=True, slots=True)
class Screen:
    directory: Directory
    title: Text
    used_by: str
    version: int
    groups: tuple[Group, ...]

    @property
    def rows(self) -> list[RowView]:
        return [row for group in self.groups for row in group.rows]

    def state(self) -> dict[str, object]:
        """Return what the page's behaviour starts from, for JSON."""
        return {
            "version": self.version,
            "stages": self.directory.is_stages,
            "rows": [_state(row) for row in self.rows],
        }


def screen_of(directory: Directory, language: str) -> Screen:
    """Return the page of one directory: its values from memory, their use with one grouped query per item type."""
    uses, others = usage(directory), other_uses(directory)
    latest = latest_changes(directory, language)
    rows = [
        replace(
            _row(directory, value, uses.get(value.code, {}), latest.get(value.code, []), language),
            others=_others(directory, value.code, others.get(value.code, {})),
        )
        for value in values_of(directory)
    ]
    order = (INITIAL, ADDITIONAL, SUCCESS, FAILURE) if directory.is_stages else (LIST,)
    by_group = {code: tuple(found) for code, found in groupby(rows, key=lambda row: row.group)}
    groups = tuple(Group(code, GROUP_LABELS[code], by_group.get(code, ()), code in CAN_ADD) for code in order)
    users = ", ".join(dict.fromkeys(str(item_type.plural) for item_type, _field in fields_using(directory)))
    return Screen(directory, directory.label, users, version_of(directory.code), groups)


def latest_changes(directory: Directory, language: str) -> dict[str, list[Told]]:
    """Return what was changed last in each value, newest first: one query."""
    told: dict[str, list[Told]] = {}
    for change in history_of(directory.code, most=RECENT):
        lines = told.setdefault(change.code, [])
        if len(lines) < LINES and not is_noise(change):
            who = change.event.actor.full_name if change.event.actor else ""
            lines += [Told(text, who, change.at) for text in describe(change, language)]
    return told


def entries(current: Directory | None = None) -> list[Entry]:
    """Return every list that has a page, stages first."""
    rows = snapshot().rows
    return [
        Entry(
            directory=directory,
            label=_entry_label(directory),
            url=address(directory),
            count=len(rows.get(directory.code, ())),
            current=current is not None and directory.code == current.code,
        )
        for directory in catalogue.all()
        if directory.shown
    ]


def _entry_label(directory: Directory) -> Text:
    """Return the name in the navigation: under "Stages" the type says enough."""
    if directory.is_stages and directory.item_type == "deal":
        return directory.pipeline_name
    owner = item_types.find(directory.item_type) if directory.is_stages else None
    return owner.plural if owner else directory.label


def address(directory: Directory) -> str:
    return reverse("directories:directory", args=[directory.slug])


def search(query: str, language: str) -> list[tuple[Directory, DirectoryValue, str]]:
    """Return the values of all lists whose name or code has the words, with their names."""
    wanted = fold(query)
    rows = snapshot().rows
    found = [
        (directory, value, shown_name(value, language))
        for directory in catalogue.all()
        if directory.shown
        for value in rows.get(directory.code, ())
    ]
    return [entry for entry in found if wanted and (wanted in fold(entry[2]) or wanted in entry[1].code.lower())]


def _row(
    directory: Directory, value: DirectoryValue, uses: dict[str, Uses], latest: list[Told], language: str
) -> RowView:
    return RowView(
        code=value.code,
        name=shown_name(value, language),
        default_name=shipped_name(value.default_key, language),
        names={code: value.names.get(code, "") for code in LANGUAGES},
        shipped={code: value.name or shipped_name(value.default_key, code) for code in LANGUAGES},
        colour=value.colour,
        semantics=value.semantics,
        group=group_of(value, is_stages=directory.is_stages),
        protected=why_protected(value, is_stages=directory.is_stages),
        is_hidden=value.is_hidden,
        is_default=value.is_default,
        leaving_to=value.leaving_to,
        uses=tuple(_use(directory, type_code, value, found) for type_code, found in uses.items()),
        others=(),
        latest=tuple(latest),
    )


def _others(directory: Directory, code: str, counts: dict[str, int]) -> tuple[Use, ...]:
    """Return what else names the value, such as segments, and the page that shows it."""
    return tuple(
        Use(use.label, counts[use.code], 0, use.url(directory.code, code), use.words(counts[use.code]))
        for use in elsewhere
        if use.code in counts
    )


def _use(directory: Directory, type_code: str, value: DirectoryValue, found: Uses) -> Use:
    item_type = item_types.get(type_code)
    names = [field.code for owner, field in fields_using(directory) if owner.code == type_code]
    asked: dict[str, object] = {"f": str(Written(names[0], Op.IN, (value.code,)))}
    if directory.is_stages and item_type.has_pipelines:
        asked["pipeline"] = directory.pipeline_id
    url = list_url(item_type, **asked) if address_of(f"items:{item_type.code}_list") else ""
    return Use(item_type.plural, found.alive, found.deleted, url)


def _state(row: RowView) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "defaultName": row.default_name,
        "colour": row.colour,
        "semantics": row.semantics,
        "group": row.group,
        "count": row.count,
        "deleted": row.deleted,
        "uses": [[use.count, str(use.label)] for use in row.uses if use.count],
        "others": [[use.count, use.words] for use in row.others],
        "protected": str(row.protected or ""),
        "hidden": row.is_hidden,
        "isDefault": row.is_default,
        "leaving": row.leaving_to,
    }


def crumbs(*further: Crumb) -> list[Crumb]:
    """Return the way from the settings page."""
    settings_url = reverse("settings")
    return [
        Crumb(_("Settings"), settings_url),
        Crumb(_("CRM settings"), settings_url),
        Crumb(_("Starting point"), settings_url),
        *further,
    ]
