"""Report periods in words, and what the picker offers."""

from datetime import date

import pytest
from django.utils import translation

from comptoir.kit.period import parse_period
from comptoir.ui.periods import (
    PeriodPicker,
    period_label,
    period_picker,
    period_span,
    requested_code,
    short_period_label,
)

TODAY = date(2017, 11, 16)


def picker(code: str) -> PeriodPicker:
    return period_picker(
        parse_period(code, TODAY),
        lambda other: f"?period={other}",
        action="/companies/5/profile/",
        today=TODAY,
        counts=lambda first: first.month,
    )


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("ALL", "Depuis le début", "All time"),
        ("D0", "Aujourd’hui", "Today"),
        ("W-1", "Semaine dernière", "Last week"),
        ("D30", "30 derniers jours", "Last 30 days"),
        ("Q-2017-2", "Trimestre 2 2017", "Quarter 2 2017"),
        ("M-2017-05", "Mai 2017", "May 2017"),
        ("Y-2017", "2017", "2017"),
        ("W-2017-23", "Semaine du 5 juin 2017", "Week of Jun 5, 2017"),
        ("D-2017-06-15", "15 juin 2017", "Jun 15, 2017"),
        ("R-2017-05-01-2017-05-15", "Du 1er mai 2017 au 15 mai 2017", "May 1, 2017 to May 15, 2017"),
        ("U-2017-06-15", "Jusqu’au 15 juin 2017", "Until Jun 15, 2017"),
    ],
)
def test_every_code_has_a_name(code: str, french: str, english: str) -> None:
    period = parse_period(code, TODAY)
    with translation.override("fr"):
        assert period_label(period) == french
    with translation.override("en"):
        assert period_label(period) == english


def test_the_caption_of_a_block_is_short() -> None:
    with translation.override("fr"):
        assert short_period_label(parse_period("ALL", TODAY)) == "depuis le début"
        assert short_period_label(parse_period("Q-2017-2", TODAY)) == "T2 2017"
        assert period_span(parse_period("Q-2017-2", TODAY)) == "1er avr. – 30 juin 2017, 91 jours"
        assert period_span(parse_period("ALL", TODAY)) == ""


def test_every_choice_is_a_code_that_is_understood() -> None:
    shown = picker("Q-2017-2")
    for group in (*shown.groups, *shown.further):
        for choice in group:
            assert parse_period(choice.code, TODAY).code == choice.code
    for card in shown.quarters:
        assert parse_period(card.code, TODAY).code == card.code


def test_the_strip_stands_round_the_chosen_quarter() -> None:
    with translation.override("fr"):
        shown = picker("Q-2017-2")
    assert [card.label for card in shown.quarters] == ["T4 2016", "T1 2017", "T2 2017", "T3 2017", "T4 2017", "T1 2018"]
    assert [card.current for card in shown.quarters] == [False, False, True, False, False, False]
    assert shown.quarters[2].count == 4 + 5 + 6


def test_the_strip_of_all_time_ends_today() -> None:
    with translation.override("en"):
        assert picker("ALL").quarters[-1].label == "Q4 2017"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"period": "D30"}, "D30"),
        ({"from": "2017-01-01", "to": "2017-01-31"}, "R-2017-01-01-2017-01-31"),
        ({"from": "", "to": "2017-01-31"}, "U-2017-01-31"),
        ({"year": "2017", "part": ""}, "Y-2017"),
        ({"year": "2017", "part": "Q3"}, "Q-2017-3"),
        ({"year": "2017", "part": "M5"}, "M-2017-05"),
        ({}, ""),
    ],
)
def test_the_forms_of_the_tray_are_understood_without_scripts(query: dict[str, str], code: str) -> None:
    assert requested_code(query) == code
