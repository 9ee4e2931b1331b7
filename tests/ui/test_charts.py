"""Where the parts of a chart stand, worked out by hand; and that nothing ever leaves its box."""

import re
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from comptoir.ui.charts import Chart, Point, Series, bullet, nice_scale, plot, shares, slices, spark, steps
from comptoir.ui.charts.model import INKS, Number
from comptoir.ui.charts.words import point_words, tick_texts

THIN, NARROW = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def series(*values: Number | None, label: str = "Deals", previous: tuple[Number | None, ...] = ()) -> Series:
    return Series(label, "green", points(*values), previous=points(*previous))


def points(*values: Number | None) -> list[Point]:
    return [Point(f"k{place}", f"name {place}", value) for place, value in enumerate(values)]


# --- The scale -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([119713], [0, 30000, 60000, 90000, 120000]),
        ([8], [0, 2, 4, 6, 8]),
        ([1], [0, 1]),
        ([0, None], [0]),
        ([], [0]),
        ([-3, 12], [-4, 0, 4, 8, 12]),
        ([-900], [-1000, -750, -500, -250, 0]),
        ([123456789], [0, 40000000, 80000000, 120000000, 160000000]),
    ],
)
def test_ticks_are_round_and_hold_nought_and_all_values(values: list[int | None], ticks: list[int]) -> None:
    assert list(nice_scale(values, whole=True).ticks) == ticks


def test_a_rate_may_have_fractions() -> None:
    assert [str(tick.normalize()) for tick in nice_scale([Decimal("0.9")]).ticks] == ["0", "0.25", "0.5", "0.75", "1"]


def test_an_axis_is_written_in_the_readers_language() -> None:
    ticks = [Decimal(0), Decimal(25000), Decimal(50000)]
    with translation.override("fr"):
        assert tick_texts(ticks, "money", "EUR")[1].replace(THIN, " ").replace(NARROW, " ") == "25 k €"
        assert tick_texts([Decimal(0), Decimal(500)], "money", "EUR")[1] == f"500{NARROW}€"
        assert tick_texts([Decimal(0), Decimal("0.5")], "percent")[1] == f"0,5{NARROW}%"
    with translation.override("en"):
        assert tick_texts(ticks, "count")[1] == "25K"
        assert tick_texts([Decimal(0), Decimal(2500), Decimal(10000)], "money", "EUR")[1] == "€2.5K"


# --- Columns ---------------------------------------------------------------------------------------------------------
def test_two_columns_stand_in_the_middle_of_their_halves() -> None:
    # 220 px high: the plot from 14 to 194; values 4 and 2 on a scale to 4; bands of 50 %, bars of 13 %, drawn at 90 %.
    found = plot(Chart("columns", "t", [series(4, 2)]))
    assert [(mark.x, mark.y, mark.width, mark.height) for mark in found.marks] == [
        (19.15, 14.0, 11.7, 180.0),
        (69.15, 104.0, 11.7, 90.0),
    ]
    assert [head.text for head in found.heads] == ["4", "2"]
    assert found.base == 194


def test_columns_below_nought_hang_from_the_line() -> None:
    # -4 to 12 in 180 px: 11.25 px a unit; 0 at 194 - 45 = 149.
    found = plot(Chart("columns", "t", [series(12, -4)]))
    assert found.base == 149
    assert [(mark.y, mark.height) for mark in found.marks] == [(14.0, 135.0), (149.0, 45.0)]


def test_what_is_not_nought_can_be_seen() -> None:
    # -300 to 1,200 millions in 180 px: 1,000 are 120 px.
    found = plot(Chart("columns", "t", [series(1, 10**9, 0, -1)]))
    assert [mark.height for mark in found.marks] == [1.5, 120.0, 0, 1.5]


def test_no_data_is_no_column() -> None:
    found = plot(Chart("columns", "t", [series(1, None, 0)]))
    assert [mark.place for mark in found.marks] == [0, 2]


def test_the_twin_stands_before_its_column() -> None:
    found = plot(Chart("columns", "t", [series(4, 2, previous=(3,))]))
    assert [(mark.is_previous, mark.place) for mark in found.marks] == [(True, 0), (False, 0), (False, 1)]
    assert found.marks[0].x < found.marks[1].x


def test_series_meet_by_key() -> None:
    first = Series("a", "green", [Point("x", "X", 1), Point("y", "Y", 2)])
    second = Series("b", "blue", [Point("y", "Y", 3), Point("z", "Z", 4)])
    chart = Chart("columns", "t", [first, second])
    assert [category.label for category in chart.categories] == ["X", "Y", "Z"]
    assert [(mark.number, mark.place) for mark in plot(chart).marks] == [(0, 0), (0, 1), (1, 1), (1, 2)]


def test_stacks_grow_up_and_down() -> None:
    # 3 + 5 up, -4 down: the scale from -6 to 9, 12 px a unit; 0 at 122.
    found = plot(Chart("stacked", "t", [series(3), series(-4), series(5)]))
    assert [(mark.y, mark.height) for mark in found.marks] == [(86.0, 36.0), (122.0, 48.0), (26.0, 60.0)]


def test_names_that_do_not_fit_are_left_out() -> None:
    found = plot(Chart("columns", "t", [series(*range(40))]))
    shown = {code: sum(code in name.fits for name in found.names) for code in "sml"}
    assert shown["s"] < shown["m"] < shown["l"] < 40
    assert all("s" in name.fits for name in plot(Chart("columns", "t", [series(1, 2)])).names)


def test_a_year_is_said_once() -> None:
    months = [Point(str(month), f"{name} 2025", 1) for month, name in enumerate(("Jan", "Feb", "Mar"))]
    assert [name.text for name in plot(Chart("lines", "t", [Series("a", "", months)])).names] == [
        "Jan 2025",
        "Feb",
        "Mar",
    ]
    over = [*months, Point("9", "Jan 2026", 1)]
    assert plot(Chart("lines", "t", [Series("a", "", over)])).names[1].text == "Feb 2025"


# --- Lines -----------------------------------------------------------------------------------------------------------
def test_a_line_has_a_gap_where_there_is_no_data() -> None:
    # Four places of 250 in a box of 1000; values 1, 2 | 4 on a scale to 4: 45 px a unit below 14.
    found = plot(Chart("area", "t", [series(1, 2, None, 4)]))
    assert found.traces[0].line == "M125 149L375 104 M875 14"
    assert found.traces[0].fill.strip() == "M125 194L125 149L375 104L375 194Z"
    assert [(mark.x, mark.y) for mark in found.marks] == [(12.5, 149.0), (37.5, 104.0), (87.5, 14.0)]


def test_a_strip_is_shared_by_its_points() -> None:
    # 4 at 14 and 2 at 104: the border is at 59, between them.
    found = plot(Chart("lines", "t", [series(4), series(2)]))
    assert [mark.area for mark in found.marks] == [(0.0, 14.0, 100.0, 45.0), (0.0, 59.0, 100.0, 135.0)]


# --- Pies and funnels ------------------------------------------------------------------------------------------------
def test_percents_add_up_to_a_hundred() -> None:
    assert shares([1, 1, 1]) == [Decimal("33.4"), Decimal("33.3"), Decimal("33.3")]
    assert shares([89, 77, 21, 17, 11, 10]) == [Decimal(x) for x in ("39.6", "34.2", "9.3", "7.6", "4.9", "4.4")]
    assert shares([0, 0]) == [0, 0]
    assert shares([5, -5]) == [100, 0]


def test_many_slices_fold_into_others() -> None:
    chart = Chart("pie", "t", [series(*range(1, 21))])
    found = slices(chart)
    assert len(found) == 8
    assert found[-1].point.value == sum(range(1, 14))
    assert found[-1].point.href == ""
    assert sum(part.share for part in found) == 100


def test_half_a_pie_ends_at_the_foot() -> None:
    found = slices(Chart("pie", "t", [series(1, 1, 0)]))
    assert found[0].path == "M0 -60A60 60 0 0 1 0 60L0 38A38 38 0 0 0 0 -38Z"
    assert found[2].path == ""
    assert len({part.ink for part in found}) == 3


def test_a_single_slice_is_a_ring() -> None:
    assert slices(Chart("pie", "t", [series(7)]))[0].path.count("Z") == 2


def test_a_funnel_narrows_and_says_the_shares() -> None:
    # 120 + 60 + 0 + 20 = 200.
    found = steps(Chart("funnel", "t", [series(120, 60, 0, 20)]))
    assert [step.share for step in found] == [60, 30, 0, 10]
    assert found[0].shape == "0,0 100,0 75,100 25,100"
    assert found[2].shape == ""


# --- Small ones ------------------------------------------------------------------------------------------------------
def test_a_spark_spans_its_box() -> None:
    assert spark([0, None, 10]).line == "M0 25M100 3"
    assert spark([5]).end == (0.0, 14.0)
    assert spark([None]).end is None


def test_a_bullet_holds_a_value_against_a_target() -> None:
    found = bullet(30, 60, 120)
    assert (found.value, found.target) == (25, 50)
    assert bullet(500, None, 100).value == 100
    assert bullet(None, None).value == 0


# --- Words -----------------------------------------------------------------------------------------------------------
def test_a_point_says_what_it_is() -> None:
    chart = Chart("columns", "t", [series(4), series(2, label="Won")])
    with translation.override("en"):
        assert point_words(chart, chart.series[1], chart.series[1].points[0]) == "name 0, Won: 2"
        assert point_words(chart, chart.series[0], Point("k", "May", None)) == "May, Deals: no data"
        assert point_words(chart, chart.series[0], Point("k", "May", 1, words="Said so")) == "Said so"


# --- For all numbers -------------------------------------------------------------------------------------------------
VALUES = st.one_of(st.none(), st.integers(-(10**15), 10**15), st.decimals(-(10**12), 10**12, places=4))
ROWS = st.lists(st.lists(VALUES, max_size=95), min_size=1, max_size=6)


@given(ROWS, ROWS, st.sampled_from(["columns", "stacked", "lines", "area"]), st.integers(40, 600))
def test_nothing_leaves_its_box(rows: list[list[Number]], before: list[list[Number]], kind: str, height: int) -> None:
    twins = [*before, *[[]] * len(rows)]
    chart = Chart(
        kind,
        "t",
        [series(*row, previous=tuple(twins[place])) for place, row in enumerate(rows)],
        "money",
        "EUR",
        height,
    )
    found = plot(chart)
    for mark in found.marks:
        assert -0.01 <= mark.x <= mark.x + mark.width <= 100.01
        assert found.top - 0.01 <= mark.y <= mark.y + mark.height <= found.bottom + 0.01
        x, y, width, height = mark.area
        assert -0.01 <= x <= x + width <= 100.01
        assert found.top - 0.01 <= y <= y + height <= found.bottom + 0.02
    assert all(found.top <= tick.y <= found.bottom for tick in found.ticks)
    for trace in found.traces:
        places = [float(text) for text in re.findall(r"-?[\d.]+(?:e[+-]\d+)?", trace.line + trace.fill)]
        assert all(0 <= place <= 1000 for place in places)


@given(st.lists(VALUES, max_size=40))
def test_slices_and_steps_are_plain_numbers(row: list[Number]) -> None:
    chart = Chart("pie", "t", [series(*row)])
    found = slices(chart)
    assert sum(part.share for part in found) in (0, 100)
    drawn = " ".join([*(part.path for part in found), *(step.shape for step in steps(chart)), spark(row).line])
    assert not re.search("nan|inf", drawn)
    assert len(found) <= len(INKS)
