"""Ways to divide a source: by person, stage, pipeline or an enumeration; what each part is called, and its ink."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.access.models import User
from comptoir.items.core.choices import sources
from comptoir.kit.text import Text

LARGEST_ID = 2**63 - 1
LONGEST_CODE = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """A part as a viewer sees it. Parts of one `family` are shown together, those without rows too."""

    value: Any
    label: str
    ink: str = ""
    family: Any = None
    semantics: str = ""

    @property
    def key(self) -> str:
        return "" if self.value is None else str(self.value)


# From the values that have rows to all slices, in their natural order.
Describe = Callable[[Iterable[Any]], Sequence[Slice]]


def nothing() -> Sequence[int | str]:
    return ()


@dataclass(frozen=True)
class Group:
    """A way to divide a source: the column, how a value arrives from an address (ValueError for a bad one).

    Slices stand by value, or in their natural order when it `is_ordered`. `offers` are the values that can be chosen
    as a fixed part; none where they are not listed.
    """

    column: str
    parse: Callable[[str], Any]
    label: Text
    describe: Describe
    is_ordered: bool = False
    offers: Callable[[], Sequence[int | str]] = nothing


def to_id(text: str) -> int:
    """Return the number of a record. Errors: ValueError for what no record can have."""
    if not text.isascii() or not text.isdecimal() or int(text[:20]) > LARGEST_ID:
        raise ValueError(text)
    return int(text[:20])


def by_person(column: str = "responsible") -> Group:
    return Group(column, _to_optional_id, gettext_lazy("Responsible"), describe_people)


def by_pipeline(item_type: str, column: str = "pipeline") -> Group:
    return Group(
        column,
        to_id,
        gettext_lazy("Pipeline"),
        describe_pipelines(item_type),
        is_ordered=True,
        offers=lambda: [choice.id for choice in sources.pipelines.all(item_type)],
    )


def by_stage(item_type: str, column: str = "stage") -> Group:
    """Divide by the stages of a type, of all its pipelines."""

    def stages() -> list[str]:
        pipelines = sources.pipelines.all(item_type)
        return [stage.code for each in pipelines for stage in sources.choices.values(each.stage_directory)]

    return Group(column, _to_code, gettext_lazy("Stage"), describe_stages(item_type), is_ordered=True, offers=stages)


def by_enumeration(
    column: str,
    choices: type[TextChoices],
    label: Text,
    *,
    is_ordered: bool = False,
    offers: Callable[[], Sequence[int | str]] = nothing,
) -> Group:
    """Divide by the values of an enumeration; the empty one is a value too when it is listed."""

    def parse(text: str) -> str:
        if text not in choices.values:
            raise ValueError(text)
        return text

    def describe(values: Iterable[Any]) -> list[Slice]:
        names = {str(code): str(name) for code, name in choices.choices}
        found = [str(value) for value in values]
        known = [code for code in names if code in found]
        return [Slice(code, names.get(code, code), code) for code in dict.fromkeys([*known, *found])]

    return Group(column, parse, label, describe, is_ordered, offers)


def describe_people(values: Iterable[Any]) -> list[Slice]:
    """Costs a query."""
    ids = [value for value in values if value is not None]
    people = {person.pk: person.full_name for person in User.objects.filter(pk__in=ids)} if ids else {}
    nobody = [Slice(None, _("Nobody"))] if None in set(values) else []
    named = [Slice(id, people.get(id) or f"#{id}") for id in ids]
    return [*sorted(named, key=lambda each: each.label.casefold()), *nobody]


@cache
def describe_pipelines(item_type: str) -> Describe:
    """Return what names the pipelines of a type, in their order; the same object for every source that has them."""

    def describe(values: Iterable[Any]) -> list[Slice]:
        known = {choice.id: choice.name for choice in sources.pipelines.all(item_type)}
        found = list(values)
        lost = [value for value in found if value not in known]
        return [Slice(id, name) for id, name in known.items() if id in found] + [Slice(id, f"#{id}") for id in lost]

    return describe


def describe_stages(item_type: str) -> Describe:
    """Return what names the stages of a type: with the pipeline's name where several pipelines have rows."""

    def describe(values: Iterable[Any]) -> list[Slice]:
        found = set(values)
        pipelines = [(each, sources.choices.values(each.stage_directory)) for each in sources.pipelines.all(item_type)]
        touched = [(each, stages) for each, stages in pipelines if found & {stage.code for stage in stages}]
        names: dict[str, Text] = {
            stage.code: stage.name
            if len(touched) == 1
            else _("%(stage)s, %(pipeline)s") % {"stage": stage.name, "pipeline": each.name}
            for each, stages in touched
            for stage in stages
        }
        slices = [
            Slice(stage.code, str(names[stage.code]), stage.colour, each.id, stage.semantics)
            for each, stages in touched
            for stage in stages
        ]
        known = {each.value for each in slices}
        return [*slices, *(Slice(code, code) for code in sorted(found - known))]

    return describe


def _to_optional_id(text: str) -> int | None:
    return to_id(text) if text else None


def _to_code(text: str) -> str:
    """Return a directory's code; deleted ones are still asked for by what bears them."""
    if not text.isprintable() or len(text) > LONGEST_CODE:
        raise ValueError(text)
    return text
