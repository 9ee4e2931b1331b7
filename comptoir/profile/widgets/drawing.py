"""From answers to tiles: numbers, expressions, rankings and charts, every number with the address of its records."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from comptoir.account.queries import account
from comptoir.analytics.metric import Metric, Number, Ratio, Unit, terms_of
from comptoir.analytics.questions import Answers, Question
from comptoir.profile.comparison.change import Change
from comptoir.profile.layouts.check import faults_of
from comptoir.profile.layouts.definition import Operation, Widget
from comptoir.profile.request import Asked
from comptoir.profile.widgets.charts import chart_of
from comptoir.profile.widgets.compared import change_of
from comptoir.profile.widgets.links import explained_url, figure_url
from comptoir.profile.widgets.questions import Line, count_behind, lines_of, period_of
from comptoir.profile.widgets.tiles import Place, Ranking, Shown, Tile, percent_of
from comptoir.profile.widgets.titles import label_of, result_label, title_of
from comptoir.profile.words import written
from comptoir.ui.component_values import Share
from comptoir.ui.formats import money, number, percent
from comptoir.ui.periods import short_period_label

SIGNS = {Operation.SUM: "+", Operation.DIFFERENCE: "\N{MINUS SIGN}", Operation.PERCENT: "÷"}
MOST_PLACES = 5


def draw_all(widgets: Sequence[Widget], asked: Asked, answers: Answers) -> list[Tile]:
    return [draw(widget, asked, answers) for widget in widgets]


def draw(widget: Widget, asked: Asked, answers: Answers) -> Tile:
    """Return what is shown of a widget; one that cannot be drawn says why."""
    faults = faults_of(widget)
    own = bool(widget.period) and "period" not in faults
    period = period_of(widget, asked) if own else asked.scope.period
    tile = Tile(
        widget=widget,
        title=title_of(widget),
        caption=short_period_label(period) if own or not period.is_all_time else "",
        own_period=own,
        explained_url=explained_url(widget, asked),
        faults=faults,
    )
    if faults:
        return tile
    lines = lines_of(widget, asked, answers)
    match widget.kind.code:
        case "number" | "block" | "expression":
            return _with_numbers(tile, lines, asked)
        case "rating":
            return replace(tile, ranking=_ranking(lines[0], asked))
    chart, note = chart_of(widget, tile.title, lines, asked)
    return replace(tile, chart=chart, note=note, changes=_changes(lines, asked))


def _changes(lines: Sequence[Line], asked: Asked) -> list[tuple[str, Change]]:
    """Return what the whole of each series is compared with."""
    found = [(label_of(line.widget, line.series), change_of(line.question, asked, line.answers)) for line in lines]
    return [(label, change) for label, change in found if change]


def _with_numbers(tile: Tile, lines: Sequence[Line], asked: Asked) -> Tile:
    operation = tile.widget.operation
    numbers = [_shown(line, asked) for line in lines]
    result = _result(tile.widget, lines, numbers, tile.explained_url) if operation else None
    sign = SIGNS[Operation(operation)] if operation else ""
    return replace(tile, numbers=numbers, result=result, operator=sign, shares=_shares(lines, numbers, result))


def _shown(line: Line, asked: Asked) -> Shown:
    figure, part = line.question.figure, line.series.part
    value = line.answers.value(line.question)
    terms = []
    if isinstance(figure, Ratio):
        for metric in figure.terms:
            known = line.answers.value(replace(line.question, figure=metric))
            terms.append((written(metric, known), figure_url(line.widget, asked, metric.code, part)))
    href = figure_url(line.widget, asked, figure.code, part)
    change = change_of(line.question, asked, line.answers)
    label = label_of(line.widget, line.series)
    return Shown(label, written(figure, value), value, href, line.ink, terms, _note(line, asked), change)


def _note(line: Line, asked: Asked) -> tuple[str, str] | None:
    """Return how many records an amount is the sum of, and their address."""
    counting = count_behind(line.widget, line.question)
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
                value = percent_of(first, second)
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
    stages = "".join(figure.stages for figure in figures)
    apart = len(stages) == len(set(stages)) and all(figure.stages for figure in figures)
    return apart and len({figure.source.code for figure in figures}) == 1 and groups == {()}


def _rest(numbers: Sequence[Shown]) -> Shown:
    """Return what the second number has beyond the first."""
    first, second = numbers[0].value or 0, numbers[1].value or 0
    return Shown("", "", second - first, "")


def _name(part: Shown) -> str:
    return f"{part.label}: {part.text}" if part.label else ""


def _ranking(line: Line, asked: Asked) -> Ranking:
    figure, own = line.question.figure, str(asked.scope.viewer.pk)
    points = [point for point in line.answers.points(line.question) if point.key and point.value]
    first = max((Decimal(point.value or 0) for point in points), default=Decimal(0))
    places = [
        Place(
            rank,
            point.label,
            point.value,
            written(figure, point.value),
            figure_url(line.widget, asked, figure.code, line.series.part, person=point.key),
            round(float(max(Decimal(point.value or 0), Decimal(0)) * 100 / first), 1) if first > 0 else 0,
            point.key == own,
        )
        for rank, point in enumerate(points, start=1)
    ]
    mine = next((place for place in places if place.is_own), None)
    shown = places[:MOST_PLACES]
    if mine and mine.rank > MOST_PLACES:
        shown = [*places[: MOST_PLACES - 1], mine]
    return Ranking(shown, places, mine.rank if mine else 0)
