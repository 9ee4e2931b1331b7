"""comptoir bench: seeds what a part needs, measures its pages, and refuses an account of somebody."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from comptoir.activities.models import ActivityBinding
from comptoir.directories.catalogue import catalogue
from comptoir.directories.values.use import usage
from comptoir.sales.models import Deal
from tests.world import World

pytestmark = pytest.mark.django_db


def bench(*arguments: str) -> Any:
    out = io.StringIO()
    call_command("bench", "--seed", "tiny", "--rounds", "1", "--json", *arguments, stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def test_directories_are_measured_over_two_hundred_values() -> None:
    figures = bench("directories")
    assert [row["page"] for row in figures] == ["sources", "deal type", "deal stages"]
    assert all(row["ratio"] > 0 and row["queries"] < 20 for row in figures)
    for code in ("SOURCE", "DEAL_TYPE", "DEAL_STAGE"):
        directory = catalogue.find(code)
        assert directory is not None
        uses = usage(directory)
        assert len(uses) == 200
        assert sum(use["deal"].alive for use in uses.values()) == 980
        assert sum(use["deal"].deleted for use in uses.values()) == 20
    assert Deal.objects.count() == 1_000


def test_an_account_with_data_of_its_own_is_refused(world: World) -> None:
    world.add("deal", title="Boat")
    with pytest.raises(CommandError, match="data of its own"):
        bench("directories")


def test_profiles_of_clients_with_few_and_many_activities_are_measured() -> None:
    figures = bench("profile", "--clients", "2")
    assert [row["page"] for row in figures] == [
        "profile, 10 activities",
        "profile, 1 k activities",
        "profile, 20 k activities",
        "profile, 20 k, a quarter",
        "drill-down, 20 k",
    ]
    assert all(row["ratio"] > 0 and row["per_second"] > 0 and row["bare_per_second"] > 0 for row in figures)
    for company, activities in ((3, 10), (2, 100), (1, 1_000)):
        assert ActivityBinding.objects.filter(item_type=4, item_id=company).count() == activities
    assert len({row["queries"] for row in figures[:4]}) == 1
