"""Every kind of field at every door. A new kind needs an example in `kind_examples`; nothing else here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from comptoir.account.models import AccountSettings, Currency
from comptoir.events.models import Event
from comptoir.items.core.contexts import Drawing, FormContext
from comptoir.items.core.fields import Field, Kind, kinds
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.drawing.display import Display
from comptoir.items.drawing.forms import control_for
from comptoir.items.drawing.related import names_of, related_to, values_beside
from comptoir.items.errors import InvalidItem
from comptoir.items.filters.to_sql import Filter
from comptoir.items.history.reading import history_of
from comptoir.items.rest.columns import column_of
from comptoir.items.rest.decode import Decoder
from comptoir.items.rest.related import read_related
from comptoir.items.rest.rest_type import rest_types
from comptoir.items.writing import undo_change, update_item
from comptoir.kit.filters import Condition
from comptoir.rest.protocol.errors import Family
from tests.items.kind_examples import BOTH, EXAMPLES, HERE, NEITHER, THERE, Example
from tests.world import World

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Stage:
    """One kind on stage: its example, the item that has the value and the one that has not."""

    world: World
    kind: Kind
    example: Example

    @cached_property
    def type(self) -> ItemType:
        return item_types.get(self.example.type)

    @cached_property
    def field(self) -> Field:
        return self.type.field(self.example.field)

    @cached_property
    def here(self) -> Any:
        given = {self.field.code: self.example.given} if self.example.is_written else {}
        return self.made({**self.least, **given})

    @cached_property
    def there(self) -> Any:
        return self.made(self.least)

    @property
    def least(self) -> dict[str, object]:
        return {"last_name": "Any"} if self.type.code == "contact" else {"title": "Any"}

    def made(self, values: dict[str, object]) -> Any:
        made = self.world.add(self.type.code, **values)
        made.refresh_from_db()
        return made

    def stored(self, item: Any) -> Any:
        """Return what the item holds, contact points by their values."""
        if not self.field.kind.is_multiple:
            return getattr(item, self.field.attribute, None)
        held = values_beside(self.type, [item.pk], [self.field])[self.field.code].get(item.pk, [])
        return [getattr(each, "value", each) for each in held]

    def drawing(self, ids: Iterable[int]) -> Drawing:
        """Return what values are drawn with, the names of these ids known."""
        target = self.kind.names_wanted(self.field)
        return Drawing(self.type, names_of(self.world.admin, {target: ids} if target is not None else {}), "EUR")

    def display(self, item: Any) -> Display:
        return Display(self.type, related_to(self.world.admin, self.type, [item], [self.field]), "EUR")


@pytest.fixture(params=[kind.code for kind in kinds])
def stage(request: pytest.FixtureRequest, world: World) -> Any:
    AccountSettings.objects.update(language="en", time_zone="Europe/Paris", currency="EUR")
    Currency.objects.get_or_create(code="USD", defaults={"decimals": 2})
    kind = kinds.get(request.param)
    with translation.override("en"), timezone.override(PARIS):
        yield Stage(world, kind, EXAMPLES[kind.code](world))


def test_is_the_kind_of_a_declared_field(stage: Stage) -> None:
    assert stage.field.kind is stage.kind


def test_parses_cleans_and_stores(stage: Stage) -> None:
    assert stage.stored(stage.here) == stage.example.stored


def test_parses_a_python_value_as_it_is(stage: Stage) -> None:
    """What REST and files have read is not read a second time."""
    once = stage.kind.parse(stage.example.given, PARIS)
    assert stage.kind.parse(once, PARIS) == once


def test_refuses_what_it_cannot_keep(stage: Stage) -> None:
    if stage.example.is_written:
        with pytest.raises(InvalidItem) as refusal:
            stage.made({**stage.least, stage.field.code: stage.example.refused})
        assert list(refusal.value.fields) == [stage.field.code]
    else:
        with pytest.raises(InvalidItem):
            stage.made({**stage.least, stage.field.code: "anything"})


def test_keeps_through_a_form(stage: Stage) -> None:
    if stage.kind.is_writable and hasattr(stage.here, stage.field.attribute):
        control = control_for(stage.type, stage.field, stage.world.admin, item=stage.here)
        assert (control.code, control.kind, control.value) == (stage.field.code, stage.kind.control, stage.example.form)
    if stage.example.is_written:
        sent = QueryDict(mutable=True)
        for name, value in stage.example.sends.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        again = stage.made({**stage.least, stage.field.code: stage.kind.read_form(stage.field, sent)})
        assert stage.stored(again) == stage.example.stored


def test_offers_what_the_form_holds(stage: Stage) -> None:
    if stage.kind.control in ("choice", "picker", "yesno", "pickers"):
        form = FormContext(stage.type, stage.world.admin, stage.stored(stage.here), stage.here)
        offered = {option.value for option in stage.kind.form_options(stage.field, form)}
        held = stage.stored(stage.here)
        wanted = {str(each) for each in held} if isinstance(held, list) else {stage.example.form}
        assert wanted <= offered


def test_is_shown_as_text_and_html(stage: Stage) -> None:
    if not stage.field.stored and not hasattr(stage.here, stage.field.attribute):
        return
    display = stage.display(stage.here)
    assert display.text(stage.field, stage.here) == stage.example.text
    assert stage.example.html in display.html(stage.field, stage.here)


def test_is_exported(stage: Stage) -> None:
    if stage.field.stored:
        assert stage.display(stage.here).cell_of(stage.field)(stage.here) == stage.example.exported


def test_history_tells_it(stage: Stage) -> None:
    kept, words = stage.example.told
    drawing = stage.drawing(stage.kind.references(kept))
    values = kept if isinstance(kept, list) else [kept]
    assert ", ".join(stage.kind.told(stage.field, each, stage.here, drawing) for each in values) == words


def test_a_change_is_kept_told_and_taken_back(stage: Stage) -> None:
    if not stage.example.is_written or stage.stored(stage.there) == stage.example.stored:
        return
    before = stage.stored(stage.there)
    at = datetime(2030, 1, 1, tzinfo=UTC)
    values = {stage.field.code: stage.example.given}
    update_item(stage.type, stage.there.pk, values, actor=stage.world.admin, at=at)
    stage.there.refresh_from_db()
    assert stage.stored(stage.there) == stage.example.stored
    change = history_of(stage.type, stage.there, stage.world.admin)[0]
    assert stage.kind.is_moved or _words(stage) in {shown.after for shown in change.changes}
    if stage.kind.is_undoable:
        batch = Event.objects.filter(item_id=stage.there.pk, item_type=stage.type.type_id).latest("id").batch
        undo_change(batch, actor=stage.world.admin, at=at)
        stage.there.refresh_from_db()
        assert stage.stored(stage.there) == before


def _words(stage: Stage) -> str:
    """Return the words of the whole value: an event keeps all contact points, the example one of them."""
    return stage.example.text if stage.kind.is_multiple else stage.example.told[1]


def test_every_operator_finds_its_rows(stage: Stage) -> None:
    assert set(stage.kind.operators) == set(stage.example.filters)
    places = {HERE: {stage.here.pk}, THERE: {stage.there.pk}, BOTH: {stage.here.pk, stage.there.pk}, NEITHER: set()}
    asked = Filter(stage.type, PARIS)
    for op, (value, expected) in stage.example.filters.items():
        rows = stage.type.model.objects.filter(pk__in=places[BOTH]).filter(
            asked.q(Condition(stage.field.code, op, value))
        )
        assert set(rows.values_list("pk", flat=True)) == places[expected], op


def test_a_condition_is_put_into_words(stage: Stage) -> None:
    for op, (value, _expected) in stage.example.filters.items():
        assert stage.kind.operator_label(op)
        given = [str(each) for each in value] if isinstance(value, tuple) else [str(value)] if value else []
        drawing = stage.drawing(map(int, given))
        assert all(stage.kind.filter_name(stage.field, each, drawing) for each in given)
        assert stage.kind.filter_options(stage.field, drawing, given) is not None


def test_both_families_of_rest_answer_it(stage: Stage) -> None:
    for family, name, expected in (
        (Family.CLASSIC, stage.field.classic, stage.example.classic),
        (Family.CAMEL, stage.field.camel, stage.example.camel),
    ):
        column = column_of(stage.field, family)
        if name and column.read:
            page = read_related(stage.type, [stage.here], [column.needs], PARIS)
            assert column.read(stage.here, page) == expected
            assert column.type == stage.kind.type_name(stage.field, classic=family is Family.CLASSIC)


def test_both_families_of_rest_write_it(stage: Stage) -> None:
    if not stage.example.is_written:
        return
    rest_type = rest_types.get(str(stage.type.type_id))
    for family, name in ((Family.CLASSIC, stage.field.classic), (Family.CAMEL, stage.field.camel)):
        if name:
            values = Decoder(rest_type, family, system=frozenset()).read({name: stage.example.sent})
            assert stage.stored(stage.made({**stage.least, **values})) == stage.example.stored


@dataclass(frozen=True)
class Cell:
    """A cell of a file whose names are known."""

    written: str
    names: dict[str, Any]
    zone: tzinfo = PARIS
    date_order: str = "dmy"
    has_decimal_comma: bool = True
    factor: str = ""
    value_type: str = "WORK"

    @property
    def text(self) -> str:
        return self.written

    def choice(self, directory: str) -> str | None:
        return {"website": "WEB"}.get(self.written)

    def person(self) -> int | None:
        return self.names.get(self.written)

    def record(self, target: str) -> int | None:
        return self.names.get(self.written)


def test_is_imported(stage: Stage) -> None:
    if not stage.example.cell:
        return
    held = stage.example.stored
    first = held[0] if isinstance(held, list) else held
    last = held[-1] if isinstance(held, list) else held
    cell = Cell(stage.example.cell, {"Bob Blanc": first, "Acme & Sons": first, "Martin": last})
    imported = stage.kind.from_cell(stage.field, cell)
    made = stage.made({**stage.least, stage.field.code: imported})
    wanted = [first] if stage.kind.code == "people" else [last] if stage.kind.code == "records" else held
    assert stage.stored(made) == wanted


def test_groups_where_it_may(stage: Stage) -> None:
    assert stage.kind.can_group(stage.field, stage.type) is bool(stage.example.group)
    if stage.example.group:
        value: Any = stage.example.stored
        named = stage.kind.group_names(stage.field, stage.drawing([value]), {value: 1})
        assert named(value).text == stage.example.group
