"""A ranking: who is responsible for most of a figure, the viewer's own place among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from comptoir.analytics.metric import Number
from comptoir.profile.request import Asked
from comptoir.profile.widgets.lines import Line
from comptoir.profile.widgets.links import figure_url
from comptoir.profile.widgets.type import Division, Rows, Tile, WidgetType
from comptoir.profile.widgets.widget import Series
from comptoir.profile.words import written

MOST_PLACES = 5


@dataclass(frozen=True)
class Place:
    """A line of a ranking; `bar` is its share of the first one in percent."""

    rank: int
    name: str
    value: Number | None
    text: str
    href: str
    bar: float
    is_own: bool


@dataclass(frozen=True)
class Ranking:
    """The first places, and the viewer's own place among all, 0 if they have none."""

    places: Sequence[Place]
    everyone: Sequence[Place]
    own: int

    @property
    def count(self) -> int:
        return len(self.everyone)


def _ranking(_tile: Tile, lines: Sequence[Line], asked: Asked) -> Ranking:
    line = lines[0]
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


def _rows(tile: Tile) -> Rows:
    return [[_("Rank"), _("Person"), tile.title], *([p.rank, p.name, p.value] for p in tile.shown.everyone)]


TYPE = WidgetType(
    "rating",
    pgettext_lazy("type of widget", "Ranking"),
    "trophy",
    order=40,
    template="profile/widgets/types/ranking.html",
    draws=_ranking,
    rows=_rows,
    division=Division.PERSON,
    has_inks=False,
    begins_with=(Series("won_value"),),
    begins_by="person",
)
