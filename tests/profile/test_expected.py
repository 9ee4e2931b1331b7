"""The figures of real companies, by company and period: equal to those worked out apart from the product."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from comptoir.access.models import User
from comptoir.clients.models import Company
from tests.profile.reading import text_of

COMPANIES = ("Cancity", "Codehow", "Hatfan", "Isdom", "J-Texon", "Ron-tech")


def profile(**options: str | bool) -> str:
    output = StringIO()
    call_command("profile", stdout=output, **options)
    return output.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("company", COMPANIES)
def test_prints_the_figures_worked_out_apart(company: str, scenario: Path) -> None:
    expected = json.loads((scenario / "expected_profile.json").read_text(encoding="utf-8"))[company]
    for period, figures in expected.items():
        assert json.loads(profile(company=company, period=period, json=True)) == figures, period


@pytest.mark.django_db
def test_company_alone_is_the_same_where_activities_are_bound_to_it(scenario: Path) -> None:
    assert profile(company="Cancity", company_only=True, json=True) == profile(company="cancity", json=True)


@pytest.mark.django_db
def test_prints_a_table_for_people(scenario: Path) -> None:
    table = profile(company="Cancity", period="Q-2017-2")
    assert table.startswith("Cancity, Quarter 2 2017\n")
    assert "won_sum                      28038 EUR" in table


@pytest.mark.django_db
def test_cancity_in_french(scenario: Path, client: Client) -> None:
    client.force_login(User.objects.get(login="admin"))
    page = text_of(
        client.get(f"/companies/{Company.objects.get(title='Cancity').pk}/profile/", headers={"Accept-Language": "fr"})
    )
    assert "118 627 €" in page
    assert "24,44 %" in page
    assert "223 activités liées ÷ 101 transactions" in page
    assert "55 conclues ÷ 225 activités × 100" in page
    assert "59,1 %" in page
    assert "106 reçues · 119 émises" in page
    assert "46 planifiées, non comptées" in page
