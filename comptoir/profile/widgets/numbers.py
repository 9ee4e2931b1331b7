"""Widgets of plain numbers: one, several side by side, or an expression of two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.account.queries import account
from comptoir.analytics.metric import Metric, Number, Ratio, Unit, terms_of
from comptoir.analytics.questions import Question
from comptoir.profile.comparison.change import Change
from comptoir.profile.request import Asked
from comptoir.profile.widgets.lines import Line
from comptoir.profile.widgets.links import figure_url
from comptoir.profile.widgets.titles import label_of, result_label
from comptoir.profile.widgets.type import Rows, Tile
from comptoir.profile.widgets.widget import Operation, Widget
from comptoir.profile.words import written
from comptoir.ui.component_values import Share
from comptoir.ui.formats import money, number, percent

SIGNS = {Operation.SUM: "+", Operation.DIFFERENCE: "\N{MINUS SIGN}", Operation.PERCENT: "÷"}
# Longer amounts do not fit three in a row on half a tab.
LONG = 13


@dataclass(frozen=True)
class Shown:
    """A number with its name, its ink and the address of its records.

    terms: a rate's two numbers, each with its address; note: how many records an amount is the sum of, with theirs;
    change: what the number is compared with.
    """

    label: str
    text: str
    value: Number | None
    href: str
    ink: str = ""
    terms: Sequence[tuple[str, str]] = ()
    note: tuple[str, str] | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Numbers:
    """The numbers of a widget; result and operator: of an expression; shares: the bar of parts under several."""

    numbers: Sequence[Shown]
    result: Shown | None = None
    operator: str = ""
    shares: Sequence[Share] = ()

    @property
    def all(self) -> list[Shown]:
        return [*self.numbers, *([self.result] if self.result else [])]

    @property
    def is_long(self) -> bool:
        """Say that numbers side by side need more room than usual."""
        return any(len(number.text) > LONG for number in self.all)


def draw_numbers(tile: Tile, lines: Sequence[Line], asked: Asked) -> Numbers:
    operation = tile.widget.operation
    numbers = [_shown(line, asked) for line in lines]
    result = _result(tile.widget, lines, numbers, tile.explained_url) if operation else None
    sign = SIGNS[Operation(operation)] if operation else ""
    return Numbers(numbers, result, sign, _shares(lines, numbers, result))


def number_rows(tile: Tile) -> Rows:
    """Return a line for each number, the result of an expression among them."""
    return [[_("Figure"), _("Value")], *([each.label, each.value] for each in tile.shown.all)]


def _shown(line: Line, asked: Asked) -> Shown:
    figure, part = line.question.figure, line.series.part
    value = line.answers.value(line.question)
    terms = []
    if isinstance(figure, Ratio):
        for metric in figure.terms:
            known = line.answers.value(replace(line.question, figure=metric))
            terms.append((written(metric, known), figure_url(line.widget, asked, metric.code, part)))
    href = figure_url(line.widget, asked, figure.code, part)
    label = label_of(line.widget, line.series)
    return Shown(label, written(figure, value), value, href, line.ink, terms, _note(line, asked), line.change)


def _note(line: Line, asked: Asked) -> tuple[str, str] | None:
    """Return how many records an amount is the sum of, and their address."""
    counting = line.planned.counting
    if counting is None:
        return None
    count = int(line.answers.value(counting) or 0)
    words = f"{number(count)} {terms_of(counting.figure)[0].source.records.counted(count)}"
    return words, figure_url(line.widget, asked, counting.figure.code, line.series.part)


def _result(widget: Widget, lines: Sequence[Line], numbers: Sequence[Shown], href: str) -> Shown:
    first, second = (each.value for each in numbers)
    value: Number | None = None
    if first is not None and second is not None:
        match widget.operation:
            case Operation.SUM:
                value = first + second
            case Operation.DIFFERENCE:
                value = first - second
            case _:
                value = _percent_of(first, second)
    is_percent = widget.operation == Operation.PERCENT
    text = percent(value, 1) if is_percent else _written(lines[0].question, value)
    return Shown(result_label(widget), text, value, href)


def _written(question: Question, value: Number | None) -> str:
    figure = question.figure
    if value is None or isinstance(figure, Metric):
        return written(figure, value)
    return number(value, figure.digits) if figure.unit is not Unit.MONEY else money(value, account().currency)


def _shares(lines: Sequence[Line], numbers: Sequence[Shown], result: Shown | None) -> list[Share]:
    """Return the bar under several numbers: their parts of a whole, where they make one."""
    if len(numbers) < 2 or any(isinstance(line.question.figure, Ratio) for line in lines):
        return []
    match lines[0].widget.operation:
        case Operation.DIFFERENCE if result:
            parts = [numbers[1], result]
        case Operation.PERCENT:
            parts = [numbers[0], _rest(numbers)]
        case _ if _make_a_whole(lines):
            parts = list(numbers)
        case _:
            return []
    if any(part.value is None or part.value < 0 for part in parts):
        return []
    return [Share(_name(part), float(part.value or 0), part.ink or "neutral") for part in parts if part.value]


def _make_a_whole(lines: Sequence[Line]) -> bool:
    """Say that no record is in two of the figures: parts of one by the same group, or deals of different outcome."""
    figures = [figure for line in lines if isinstance(figure := line.question.figure, Metric)]
    groups = {tuple(name for name, _value in line.series.part) for line in lines}
    if len({figure.code for figure in figures}) == 1:
        return len({line.series.part for line in lines}) == len(lines) and len(groups) == 1
    stages = [meaning for figure in figures for meaning in figure.stages]
    apart = len(stages) == len(set(stages)) and all(figure.stages for figure in figures)
    return apart and len({figure.source.code for figure in figures}) == 1 and groups == {()}


def _rest(numbers: Sequence[Shown]) -> Shown:
    """Return what the second number has beyond the first."""
    first, second = numbers[0].value or 0, numbers[1].value or 0
    return Shown("", "", second - first, "")


def _name(part: Shown) -> str:
    return f"{part.label}: {part.text}" if part.label else ""


def _percent_of(value: Number, of: Number) -> Decimal | None:
    """Return value ÷ of × 100; None where there is nothing to divide by."""
    return Decimal(value) * 100 / Decimal(of) if of else None
