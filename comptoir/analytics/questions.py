"""Asking the engine many questions at once: values, and points by group or by unit of time; one query per source."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comptoir.analytics import units
from comptoir.analytics.errors import UnknownGroup
from comptoir.analytics.groups import Describe, Group, Slice
from comptoir.analytics.metric import UNITS, Figure, Metric, Number, Ratio, terms_of
from comptoir.analytics.reading import Cell, Gathering, Tally
from comptoir.analytics.scope import Scope
from comptoir.analytics.source import Source
from comptoir.kit.period import Period, cut, unit_of

Part = tuple[tuple[str, str], ...]
MOST_POINTS = 400


@dataclass(frozen=True)
class Question:
    """A figure in a period; `by` divides it (a unit of time, or a group of its source), `part` fixes groups."""

    figure: Figure
    period: Period
    by: str = ""
    part: Part = ()


@dataclass(frozen=True)
class Point:
    """A part of a figure. `key` is its value in an address; for dates the code of `period`, "" for no date.

    value: None is no data. ink: the stage's colour, or the value that names the ink of a channel.
    """

    key: str
    label: str
    value: Number | None
    ink: str = ""
    period: Period | None = None


def units_of(figure: Figure) -> tuple[str, ...]:
    """Return the units of time the figure can be divided by; none where its rows have no single date."""
    return tuple(UNITS) if all(metric.dated_by.column for metric in terms_of(figure)) else ()


def groups_of(figure: Figure) -> tuple[str, ...]:
    """Return the groups the figure can be divided by, units of time left aside: those all its terms have."""
    first, *others = (metric.source.groups for metric in terms_of(figure))
    return tuple(name for name in first if all(name in groups for groups in others))


def check_part(figure: Figure, part: Mapping[str, str]) -> None:
    """Errors: UnknownGroup for a part that not all terms of the figure have."""
    if not set(part) <= {*groups_of(figure), *units_of(figure)}:
        raise UnknownGroup


def ask(scope: Scope, questions: Iterable[Question], *, into: Gathering | None = None) -> "Answers":
    """Return the answers to all questions about one scope; their periods may differ from the scope's.

    Shape:  one query per source at the first look, whatever the number of questions, shared with the other readers of
            the gathering `into`; names of people cost another, when first wanted.
    Errors: UnknownGroup, UnknownPeriod (in a part).
    """
    gathering = into or Gathering(scope)
    sources: dict[str, Source] = {}
    columns: dict[str, dict[str, Any]] = {}
    for question in questions:
        if question.by and question.by not in (*units_of(question.figure), *groups_of(question.figure)):
            raise UnknownGroup
        for metric in terms_of(question.figure):
            sources[metric.source.code] = metric.source
            gathering.want(_tally(question, metric))
            _divide(columns.setdefault(metric.source.code, {}), metric, question.by)
    for code, divided in columns.items():
        for name, column in _expressions(divided).items():
            gathering.divide(sources[code], name, column)
    return Answers(scope, sources, gathering)


def _tally(question: Question, metric: Metric) -> Tally:
    return Tally(metric, question.period, question.part)


def _divide(columns: dict[str, Any], metric: Metric, by: str) -> None:
    """Note the column a question divides by; several units of the same date share one, the finest."""
    if by in UNITS:
        key = metric.dated_by.column
        _dating, unit = columns.get(key, (metric.dated_by, by))
        columns[key] = metric.dated_by, units.finest(unit, by)
    elif by:
        columns[by] = metric.source.groups[by].column, ""


def _expressions(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {key: column.truncated(unit) if unit else column for key, (column, unit) in columns.items()}


class Answers:
    """What was read. Values and points of questions that were asked; KeyError for others."""

    def __init__(self, scope: Scope, sources: Mapping[str, Source], gathering: Gathering) -> None:
        self.scope = scope
        self._sources = sources
        self._gathering = gathering
        self._slices: dict[Describe, list[Slice]] = {}

    def value(self, question: Question) -> Number | None:
        """Return the whole figure; None is a ratio without data."""
        found = self._divided(question, lambda _metric, _cell: "")
        return found.get("", _combined(question.figure, [0, 0]))

    def count(self, question: Question) -> Number:
        """Return the value of a plain metric, which is never None."""
        return self.value(question) or 0

    def unit(self, question: Question) -> str:
        """Return the unit of time of the points: the one asked for, or a wider one where there would be too many."""
        return self._covered(question)[0]

    def points(self, question: Question) -> list[Point]:
        """Return the figure divided by `by`.

        Dates: every unit of the period up to 400, zeros included; rows without a date come last. Other groups: stages
        and pipelines in their order, with the empty stages of a pipeline that has rows; others the largest first.
        """
        if not question.by:
            raise UnknownGroup
        if question.by in UNITS:
            return self._dated_points(question)
        found = self._divided(question, lambda _metric, cell: cell.groups[question.by])
        group = terms_of(question.figure)[0].source.groups[question.by]
        points = [
            Point(each.key, each.label, found.get(each.value, self._nought(question)), each.ink)
            for each in self._shown(question, group, found)
        ]
        return (
            points if group.is_ordered else sorted(points, key=lambda point: (point.value is None, -(point.value or 0)))
        )

    def _divided(self, question: Question, bucket: Callable[[Metric, Cell], Any]) -> dict[Any, Number | None]:
        """Return the figure of each bucket that has rows."""
        sums: list[dict[Any, Number]] = []
        for metric in terms_of(question.figure):
            tally, found = _tally(question, metric), dict[Any, Number]()
            for cell in self._gathering.cells(metric.source):
                if value := cell.values[tally]:
                    key = bucket(metric, cell)
                    found[key] = found.get(key, 0) + value
            sums.append(found)
        buckets = dict.fromkeys(key for found in sums for key in found)
        return {key: _combined(question.figure, [found.get(key, 0) for found in sums]) for key in buckets}

    def _nought(self, question: Question) -> Number | None:
        return _combined(question.figure, [0, 0])

    def _shown(self, question: Question, group: Group, found: Mapping[Any, Number | None]) -> list[Slice]:
        """Return the slices with rows, and those of their families that the figure may count."""
        allowed = terms_of(question.figure)[0].stages
        slices = self._described(group)
        families = {each.family for each in slices if each.value in found and each.family is not None}
        return [
            each
            for each in slices
            if each.value in found or (each.family in families and (not allowed or each.semantics in allowed))
        ]

    def _described(self, group: Group) -> list[Slice]:
        """Return the slices of all values that were read; groups that are described alike are described once."""
        if group.describe not in self._slices:
            alike = [
                (code, name)
                for code, source in self._sources.items()
                for name, other in source.groups.items()
                if other.describe == group.describe
            ]
            cells = {code: self._gathering.cells(self._sources[code]) for code, _name in alike}
            values = [cell.groups[name] for code, name in alike for cell in cells[code] if name in cell.groups]
            self._slices[group.describe] = list(group.describe(dict.fromkeys(values)))
        return self._slices[group.describe]

    def _dated_points(self, question: Question) -> list[Point]:
        unit, found = self._covered(question)
        nought, letter = self._nought(question), UNITS[unit]
        points = []
        for whole in units.covering(letter, question.period, found, MOST_POINTS) or units.only(letter, found):
            part = cut(whole, question.period)
            points.append(Point(part.code, units.label(part, letter), found.get(whole.start, nought), period=part))
        return [*points, Point("", units.no_date(), found[None])] if None in found else points

    def _covered(self, question: Question) -> tuple[str, dict[Any, Number | None]]:
        """Return the unit in force and the values by first day of the unit, None for rows without a date."""
        days = self._divided(question, lambda metric, cell: cell.groups[metric.dated_by.column])
        unit = question.by
        while unit != "year" and units.covering(UNITS[unit], question.period, days, MOST_POINTS) is None:
            unit = units.wider(unit)
        letter = UNITS[unit]
        return unit, self._divided(question, lambda metric, cell: _start(letter, cell.groups[metric.dated_by.column]))


def _start(letter: str, day: Any) -> Any:
    return unit_of(letter, day).start if day else None


def _combined(figure: Figure, sums: list[Number]) -> Number | None:
    return figure.of(sums[0], sums[1]) if isinstance(figure, Ratio) else figure.number(sums[0])
