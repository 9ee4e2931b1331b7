"""Where an item stands: its stage, the group of the stage (in progress, success, failure), its pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from comptoir.items import errors
from comptoir.items.core.choices import Choice, deleted_name, name_of, sources
from comptoir.items.core.contexts import Check, Drawing, FormContext, GroupName, Write
from comptoir.items.core.fields import EMPTINESS, Field, kinds
from comptoir.items.core.protocols import Item, Owner
from comptoir.items.kinds import choice as listed
from comptoir.items.kinds.number import Number
from comptoir.items.kinds.text import Text
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import Text as Words
from comptoir.ui.component_values import Option

GROUPS: dict[str, Words] = {
    Semantics.IN_PROGRESS: _("In progress"),
    Semantics.SUCCESS: _("Success"),
    Semantics.FAILURE: _("Failure"),
}


class Stage(listed.Choice):
    """The code of a stage; which list it is out of depends on the item's pipeline. Only a move writes it."""

    is_moved = True
    creates_values = False
    empty = ""

    def clean(self, field: Field, value: str, check: Check) -> str:
        return value

    def default(self, field: Field, write: Write) -> object:
        return None

    def form_default(self, field: Field) -> object:
        return None

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        return listed.offered(sources.choices.values(form.owner.stages_of(form.pipeline)), form.value)

    def form_extras(self, field: Field, form: FormContext) -> dict[str, object]:
        return {}

    def text(self, field: Field, value: str, item: Item, drawing: Drawing) -> str:
        return name_of(stage_choice(drawing.owner, item, value), value)

    def html(self, field: Field, value: str, item: Item, drawing: Drawing) -> Markup:
        found = stage_choice(drawing.owner, item, value)
        if found is None:
            return drawing.once("choice", value, "", True)
        return drawing.once("stage", found.name, found.colour, found.semantics)

    def told(self, field: Field, value: str, item: Item, drawing: Drawing) -> str:
        return stage_once(drawing.owner, item, value).name

    def group_names(
        self, field: Field, drawing: Drawing, counted: Mapping[str | int, int]
    ) -> Callable[[str | int], GroupName]:
        places = listed.places_of(_directories(drawing.owner))
        return lambda value: listed.group_name(
            str(value), places, lambda stage: ("stage", stage.name, stage.colour, stage.semantics), drawing
        )

    def directories(self, field: Field, owner: Owner) -> tuple[str, ...]:
        return tuple(directory for directory, _pipeline in _directories(owner))

    def filter_options(self, field: Field, drawing: Drawing, chosen: Sequence[str]) -> list[Option]:
        return [
            listed.filter_option(stage, pipeline)
            for directory, pipeline in _directories(drawing.owner)
            for stage in sources.choices.values(directory)
        ]

    def describe(self, field: Field, owner: Owner) -> dict[str, object]:
        """Name the type's own directory of stages; when only pipelines have one, that of the first pipeline."""
        if sources.choices.values(owner.stage_directory) or not owner.has_pipelines:
            return {"statusType": owner.stage_directory}
        return {"statusType": sources.pipelines.all(owner.code)[0].stage_directory}

    def says_nothing(self, value: object) -> bool:
        return value in (None, "")


class StageGroup(Text):
    """P, S or F; it follows the stage and cannot be written."""

    filter_control = "options"
    operators = (Op.IN, Op.NOT_IN)

    def text(self, field: Field, value: str, item: Item, drawing: Drawing) -> str:
        return str(GROUPS.get(value, value))

    def can_group(self, field: Field, owner: Owner) -> bool:
        return True

    def group_names(
        self, field: Field, drawing: Drawing, counted: Mapping[str | int, int]
    ) -> Callable[[str | int], GroupName]:
        ranks = {code: rank for rank, code in enumerate(GROUPS)}
        return lambda value: plain_group(value, str(GROUPS.get(str(value), value)), ranks.get(str(value), -1))

    def filter_options(self, field: Field, drawing: Drawing, chosen: Sequence[str]) -> list[Option]:
        return [Option(code, label) for code, label in GROUPS.items()]

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        return str(GROUPS.get(value, value))


class Pipeline(Number):
    """The id of a pipeline of the item's type. Only a move changes it."""

    is_key = True
    is_moved = True
    is_number = False
    is_sortable = False
    control = "choice"
    empty = ""
    filter_control = "options"
    operators = (Op.IN, Op.NOT_IN, *EMPTINESS)

    def clean(self, field: Field, value: int | None, check: Check) -> int | None:
        if value is None or sources.pipelines.find(check.owner.code, value) is None:
            raise NotAValue(errors.UNKNOWN_CHOICE)
        return value

    def default(self, field: Field, write: Write) -> object:
        pipelines = sources.pipelines.all(write.item_type.code)
        return pipelines[0].id if pipelines else None

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        return _pipelines(form.owner)

    def text(self, field: Field, value: int | str, item: Item, drawing: Drawing) -> str:
        found = sources.pipelines.find(drawing.owner.code, int(value))
        return found.name if found else f"#{value}"

    def told(self, field: Field, value: Any, item: Item, drawing: Drawing) -> str:
        return self.text(field, value, item, drawing)

    def export_cell(self, value: object) -> None:  # type: ignore[override]
        return None

    def can_group(self, field: Field, owner: Owner) -> bool:
        return owner.has_pipelines

    def group_names(
        self, field: Field, drawing: Drawing, counted: Mapping[str | int, int]
    ) -> Callable[[str | int], GroupName]:
        known = [(each.id, each.name) for each in sources.pipelines.all(drawing.owner.code)]
        places = {ident: (name, place) for place, (ident, name) in enumerate(known)}
        return lambda value: plain_group(value, *places.get(int(value), (f"#{value}", len(places))))

    def filter_options(self, field: Field, drawing: Drawing, chosen: Sequence[str]) -> list[Option]:
        return _pipelines(drawing.owner)

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        return next((str(each.label) for each in _pipelines(drawing.owner) if each.value == value), value)

    def says_nothing(self, value: object) -> bool:
        return value in (None, "")


def stage_choice(owner: Owner, item: Item, code: str) -> Choice | None:
    """Return the stage of that code in the item's pipeline."""
    return sources.choices.find(owner.stages_of(getattr(item, "pipeline_id", None)), code)


def stage_once(owner: Owner, item: Item, code: object) -> Choice:
    """Return the stage of that code, whichever pipeline it belongs to; a nameless one when it is gone."""
    directories = [owner.stages_of(getattr(item, "pipeline_id", None))]
    if owner.has_pipelines:
        directories += [pipeline.stage_directory for pipeline in sources.pipelines.all(owner.code)]
    for directory in directories:
        found = sources.choices.find(directory, str(code))
        if found:
            return found
    return Choice(str(code), deleted_name(code))


def plain_group(value: str | int, name: str, rank: int) -> GroupName:
    return GroupName(str(value), name, escape(name), (0, rank))


def _directories(owner: Owner) -> list[tuple[str, str]]:
    """Return the lists of stages, each with the pipeline's name where there are several."""
    pipelines = sources.pipelines.all(owner.code) if owner.has_pipelines else ()
    several = len(pipelines) > 1
    found = [(each.stage_directory, each.name if several else "") for each in pipelines]
    return found or [(owner.stage_directory, "")]


def _pipelines(owner: Owner) -> list[Option]:
    return [Option(str(each.id), each.name) for each in sources.pipelines.all(owner.code)]


STAGE = kinds.add(Stage("stage"))
STAGE_GROUP = kinds.add(StageGroup("stage_group"))
PIPELINE = kinds.add(Pipeline("pipeline", "crm_category"))
