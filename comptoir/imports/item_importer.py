"""The importer of an item type: its targets come from its fields, its rows go through the items' own actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.access.models import User
from comptoir.imports.mapping.contact_point_columns import point_targets
from comptoir.imports.mapping.targets import NOTE, ORIGIN, NameSource, Target, name_sources
from comptoir.imports.running.convert import convert
from comptoir.imports.running.import_session import SYSTEM, ImportSession
from comptoir.imports.running.rows import Draft
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds import contact_points as points
from comptoir.items.writing import add_items, update_item
from comptoir.kit.text import Text

Finish = Callable[[Draft, ImportSession], None]


@dataclass
class ItemImporter:
    """See `running.importers.Importer`.

    aliases  target code -> further headings it answers to, in any language
    right_of the types one of which the user must be allowed to import; the type itself when empty
    extra    targets that are no fields: `finish` turns their texts into values or into the type's extras
    """

    code: str
    order: int = 100
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: tuple[Target, ...] = ()
    finish_row: Finish | None = None
    names: NameSource | None = None
    without: frozenset[str] = frozenset()
    converters: Mapping[str, Callable[[Target, Draft, ImportSession], None]] = field(default_factory=dict)
    comment: str = "comments"
    right_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.names is not None:
            name_sources.add(self.names)

    @property
    def type(self) -> ItemType:
        return item_types.get(self.code)

    @property
    def plural(self) -> str:
        return self.type.path

    @property
    def label(self) -> Text:
        return self.type.plural

    def may_import(self, user: User) -> bool:
        return any(item_types.get(code).allowed(user, "import") for code in self.right_of or (self.code,))

    def targets(self) -> Sequence[Target]:
        """Return the writable fields, the types of contact points, the importer's own, and the external id."""
        found: list[Target] = []
        for item_field in self.type.fields():
            if self._takes(item_field):
                found.extend(self._targets_of(item_field))
        found.extend(self.extra)
        found.append(Target(NOTE, gettext_lazy("Add to the comment")))
        found.append(Target(ORIGIN, gettext_lazy("External id"), aliases=("Record ID", *self.aliases.get(ORIGIN, ()))))
        return found

    def _takes(self, item_field: Field) -> bool:
        return (
            not item_field.read_only
            and item_field.kind.is_writable
            and not item_field.deprecated
            and item_field.code not in self.without
            and item_field.code not in SYSTEM
        )

    def _targets_of(self, item_field: Field) -> list[Target]:
        if item_field.kind.takes_all_cells:
            return point_targets(item_field)
        aliases = self.aliases.get(item_field.code, ())
        return [Target(item_field.code, item_field.label, item_field, aliases=aliases)]

    def creates(self) -> frozenset[str]:
        """Return what its columns can name: other records, values of lists, pipelines and stages."""
        named = {target.code for target in self.extra}
        named |= {entry.target for entry in self.type.fields() if entry.kind.is_reference and entry.target}
        found = {entry.path for entry in item_types if entry.code in named}
        if any(entry.kind.creates_values for entry in self.type.fields()):
            found.add("values")
        if self.type.stage_directory:
            found.add("stages")
        return frozenset(found | ({"pipelines"} if self.type.has_pipelines else set()))

    def finish(self, draft: Draft, session: ImportSession) -> None:
        """See `Importer`: converts each cell, then the comment, the pipeline with its stage, the rest."""
        for code in draft.cells:
            target = session.targets.get(code)
            if target is not None and target.field is not None and not target.field.kind.is_moved:
                self.converters.get(code, convert)(target, draft, session)
        self._note(draft, session)
        self._pipeline_and_stage(draft, session)
        self._currency(draft, session)
        if self.finish_row:
            self.finish_row(draft, session)

    def _note(self, draft: Draft, session: ImportSession) -> None:
        """Put the columns that have no field into the comment, each behind its heading."""
        lines = [f"{session.columns.headings[cell.column]}: {cell.text}" for cell in draft.cells.get(NOTE, ())]
        if lines:
            own = draft.values.get(self.comment, "")
            draft.values[self.comment] = "\n".join([own, *lines] if own else lines)

    def _pipeline_and_stage(self, draft: Draft, session: ImportSession) -> None:
        if self.type.has_pipelines:
            name = draft.text("pipeline") or session.settings.pipeline
            if name:
                draft.values["pipeline"] = session.find_pipeline(self.code, session.read_as("pipeline", name))
                if draft.values["pipeline"] is None:
                    draft.refuse("pipeline", _("There is no pipeline named “{name}”.").format(name=name))
                    return
        text = draft.text("stage")
        if text and self.type.stage_directory:
            pipeline = draft.values.get("pipeline", session.default_pipeline(self.code))
            directory = self.type.stages_of(pipeline)
            name = session.read_as("stage", text)
            stage = (
                session.find_choice(directory, name)
                or session.stage_by_meaning(directory, name)
                or session.create_stage(self.code, pipeline, directory, name)
            )
            if stage is None:
                draft.refuse("stage", _("There is no stage of this name in the pipeline."))
            else:
                draft.values["stage"] = stage

    def _currency(self, draft: Draft, session: ImportSession) -> None:
        """Amounts without a currency are in the one the user named, else in the account's: the report says so."""
        if not self.type.has("currency") or "currency" in draft.values:
            return
        draft.values["currency"] = session.settings.currency or session.account.currency
        session.note("decided", "currency", draft.values["currency"])

    def known(self, originator: str, origins: Iterable[str]) -> dict[str, int]:
        rows = self.type.model.objects.filter(originator_id=originator, origin_id__in=list(origins))
        return dict(rows.values_list("origin_id", "pk"))

    def add(self, drafts: Sequence[Draft], session: ImportSession) -> None:
        originator = session.settings.originator
        rows = [{**draft.values, "originator_id": originator, "origin_id": draft.origin} for draft in drafts]
        items = add_items(self.type, rows, actor=session.user, at=session.at, keep_blanks=True, system_fields=SYSTEM)
        for draft, item in zip(drafts, items, strict=True):
            draft.item_id = item.pk
            session.remember_record(self.code, draft.origin, item.pk)

    def update(self, draft: Draft, item_id: int, session: ImportSession) -> bool:
        values = dict(draft.values)
        for item_field in points.point_fields(self.type):
            if item_field.code in values:
                values[item_field.code] = self._new_points(item_field, item_id, values[item_field.code])
        item = update_item(self.type, item_id, values, actor=session.user, at=session.at, keep_blanks=True)
        return bool(item.updated_at == session.at)

    def _new_points(self, item_field: Field, item_id: int, wanted: list[Any]) -> list[Any]:
        present = points.points_of(self.type, [item_id]).get(item_id, {}).get(item_field.target, [])
        values = {point.value for point in present}
        return [point for point in wanted if point.value not in values]
