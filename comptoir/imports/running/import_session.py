"""The state of a running import: who imports, what was decided, what was found by name, what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from comptoir.access.models import User
from comptoir.account.models import AccountSettings
from comptoir.account.queries import account
from comptoir.imports.mapping.plan import Columns, Plan
from comptoir.imports.mapping.targets import NewStage, Target, makers, name_sources
from comptoir.imports.readers.habits import Habits
from comptoir.imports.running.names import (
    AMBIGUOUS,
    Names,
    Unclear,
    choice_names,
    choices_of,
    pipeline_names,
    record_names,
    record_origins,
    user_names,
)
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.items.kinds.moment import DAY_FIRST, MONTH_FIRST
from comptoir.items.writing import add_item
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import clean_line, fold

MOST_NAMES = 200


@dataclass(slots=True)
class Settings:
    """The options of an import, apart from the mapping."""

    originator: str = "import"
    id_column: str = ""
    create: frozenset[str] = frozenset()
    pipeline: str = ""
    currency: str = ""
    update: bool = False
    dates: str = ""


@dataclass
class ImportSession:
    """Shared by all rows of a run; names are read once and kept up to date with what the run creates."""

    user: User
    at: datetime
    settings: Settings
    plan: Plan
    columns: Columns
    targets: dict[str, Target]
    habits: Habits
    report: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    _records: dict[str, Names] = field(default_factory=dict)
    _origins: dict[str, dict[str, int]] = field(default_factory=dict)
    _choices: dict[str, Names] = field(default_factory=dict)
    _pipelines: dict[str, Names] = field(default_factory=dict)
    _default_pipelines: dict[str, int | None] = field(default_factory=dict)
    _aliases: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def account(self) -> AccountSettings:
        return account()

    @property
    def zone(self) -> ZoneInfo:
        return self.account.zone

    @cached_property
    def people(self) -> Names:
        return user_names()

    def note(self, what: str, subject: str, detail: str) -> None:
        """Count a choice made on the way, for the report: what was created, read as something else, left blank."""
        entries = self.report.setdefault(what, {}).setdefault(subject, {})
        if detail in entries or len(entries) < MOST_NAMES:
            entries[detail] = entries.get(detail, 0) + 1

    def read_as(self, target: str, text: str) -> str:
        """Return what the plan says this text of a column means, and count it."""
        meant = self.meant(target, text)
        if meant != text:
            self.note("read_as", target, f"{clean_line(text)} → {meant}")
        return meant

    def meant(self, target: str, text: str) -> str:
        told = self._aliases.get(target)
        if told is None:
            told = {fold(written): meant for written, meant in self.plan.values.get(target, {}).items()}
            self._aliases[target] = told
        return told.get(fold(text), text) if told else text

    def date_order(self, column: int) -> str:
        default = MONTH_FIRST if self.account.language == "en" and self.account.currency == "USD" else DAY_FIRST
        return self.settings.dates or self.habits.order_of_dates(column, default)

    def find_record(self, type_code: str, text: str) -> int | Unclear | None:
        """Return the id of the record that the text names: by external id, by name, or by its number here."""
        if type_code not in self._origins:
            self._origins[type_code] = record_origins(item_types.get(type_code), self.settings.originator, self.user)
        found = self._origins[type_code].get(text.strip()) or self._names_of(type_code).find(text)
        if found is None and text.strip().isdecimal() and len(text) < 18:
            visible = item_types.get(type_code).visible_to(self.user)
            found = visible.filter(pk=int(text)).values_list("pk", flat=True).first()
        return found if found in (None, AMBIGUOUS) else int(found)

    def create_record(self, type_code: str, text: str) -> int | None:
        """Create the record that the text names, if the user asked for that and its name is enough to make one."""
        item_type, source = item_types.get(type_code), name_sources.find(type_code)
        if item_type.path not in self.settings.create or source is None or source.from_name is None:
            return None
        name = clean_line(text)
        values = {**source.from_name(name), "originator_id": self.settings.originator, "origin_id": name}
        item = add_item(item_type, values, actor=self.user, at=self.at, keep_blanks=True, system_fields=SYSTEM)
        self._names_of(type_code).put(name, item.pk)
        self.note("created", type_code, name)
        return int(item.pk)

    def remember_record(self, type_code: str, origin: str, item_id: int) -> None:
        """Let the rows that follow find a record this run has written."""
        if type_code in self._origins:
            self._origins[type_code][origin] = item_id

    def find_choice(self, directory: str, text: str) -> str | None:
        if directory not in self._choices:
            self._choices[directory] = choice_names(directory)
        found = self._choices[directory].find(text)
        return None if found in (None, AMBIGUOUS) else str(found)

    def create_choice(self, directory: str, text: str) -> str | None:
        """Add a value to a list, if the user asked for that."""
        if "values" not in self.settings.create:
            return None
        code = makers.choice(directory, clean_line(text), self.user, self.at)
        self._choices.pop(directory, None)
        self.note("created", directory, clean_line(text))
        return code

    def find_pipeline(self, type_code: str, text: str) -> int | None:
        """Return the pipeline of that name, created if the user asked for that."""
        if type_code not in self._pipelines:
            self._pipelines[type_code] = pipeline_names(type_code)
        found = self._pipelines[type_code].find(text)
        if found is None and "pipelines" in self.settings.create:
            found = makers.pipeline(type_code, clean_line(text), self.plan.stages, self.user, self.at)
            self._pipelines[type_code].put(text, found)
            self.note("created", "pipeline", clean_line(text))
            for name, semantics in self.plan.stages.items():
                self.note("created", "stage", f"{name} ({semantics})")
        return None if found in (None, AMBIGUOUS) else int(found)

    def default_pipeline(self, type_code: str) -> int | None:
        """Return the pipeline that rows enter when none is named."""
        if type_code not in self._default_pipelines:
            pipelines = sources.pipelines.all(type_code) if item_types.get(type_code).has_pipelines else ()
            self._default_pipelines[type_code] = pipelines[0].id if pipelines else None
        return self._default_pipelines[type_code]

    def stage_by_meaning(self, directory: str, text: str) -> str | None:
        """Return the stage of success for "Closed won" and its like, the first one of failure for "Lost"."""
        if any(fold(name) == fold(text) for name in self.plan.stages):
            return None
        meant = next((code for code, words in MEANINGS.items() if fold(text) in words), None)
        found = next((choice for choice in choices_of(directory) if choice.semantics == meant), None)
        if found is None:
            return None
        self.note("read_as", "stage", f"{clean_line(text)} → {found.name}")
        return found.code

    def create_stage(self, type_code: str, pipeline_id: int | None, directory: str, text: str) -> str | None:
        """Add a stage to the pipeline, if the user asked for that; the plan says what it means, else in progress."""
        if "stages" not in self.settings.create:
            return None
        meanings = {fold(name): semantics for name, semantics in self.plan.stages.items()}
        semantics = meanings.get(fold(text), Semantics.IN_PROGRESS)
        stage = NewStage(type_code, pipeline_id, directory, clean_line(text), semantics)
        code = makers.stage(stage, self.user, self.at)
        self._choices.pop(directory, None)
        self.note("created", "stage", f"{clean_line(text)} ({semantics})")
        return code

    def _names_of(self, type_code: str) -> Names:
        if type_code not in self._records:
            source = name_sources.find(type_code)
            self._records[type_code] = record_names(item_types.get(type_code), source, self.user) if source else Names()
        return self._records[type_code]


MEANINGS = {
    Semantics.SUCCESS: {
        "won",
        "closed won",
        "deal won",
        "success",
        "successful",
        "gagne",
        "gagnee",
        "conclue",
        "успешно",
        "выиграна",
    },
    Semantics.FAILURE: {"lost", "closed lost", "deal lost", "failed", "perdu", "perdue", "abandonnee", "проиграна"},
}
SYSTEM: frozenset[str] = frozenset({"originator_id", "origin_id"})
