"""comptoir bench: seeds what a part needs, measures its pages, and refuses an account of somebody."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from comptoir.directories.catalogue import catalogue
from comptoir.directories.usage import usage
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
