"""A list that is declared later reaches portals that exist, once; what somebody emptied stays empty."""

import importlib
from typing import Any

import pytest
from django.apps import apps

from comptoir.directories.catalogue import Directory, Shipped, catalogue
from comptoir.directories.models import DirectoryState, DirectoryValue, SeededDirectory
from comptoir.ops.first_start import load_defaults
from tests.directories.test_saving import codes, save
from tests.rest.conftest import Rest
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def loss_reasons(monkeypatch: pytest.MonkeyPatch) -> Directory:
    """Declare a list in a portal that has all others."""
    monkeypatch.setattr(catalogue.declared, "_entries", dict(catalogue.declared._entries))
    monkeypatch.setattr(catalogue, "_shipped", dict(catalogue._shipped))
    values = (Shipped("PRICE", 10, "Prix", "Price"), Shipped("OTHER", 20, "Autre", "Other", is_system=True))
    return catalogue.add(
        Directory("LOSS_REASON", "Loss reasons", order=catalogue.get("DEAL_TYPE").order + 1, shipped=values)
    )


def test_a_new_list_comes_with_its_values(world: World, loss_reasons: Directory, rest: Rest) -> None:
    load_defaults()
    assert codes(loss_reasons.code) == ["PRICE", "OTHER"]
    page = world.client_of("admin").get("/settings/crm/directories/loss-reason/").content.decode()
    assert "Price" in page
    rows = rest("crm.status.list", {"filter": {"ENTITY_ID": "LOSS_REASON"}}).result
    assert [(row["STATUS_ID"], row["NAME"], row["SYSTEM"]) for row in rows] == [
        ("PRICE", "Price", "N"),
        ("OTHER", "Other", "Y"),
    ]


def test_it_stands_where_its_owner_says(loss_reasons: Directory) -> None:
    order = [directory.code for directory in catalogue.all()]
    assert order[order.index("DEAL_TYPE") + 1] == loss_reasons.code


def test_what_was_emptied_stays_empty(world: World, loss_reasons: Directory) -> None:
    load_defaults()
    save(world, "loss-reason", {"op": "delete", "code": "PRICE"})
    save(world, "contact-type", *({"op": "delete", "code": code} for code in codes("CONTACT_TYPE")))
    load_defaults()
    assert codes(loss_reasons.code) == ["OTHER"]
    assert codes("CONTACT_TYPE") == []


def test_a_portal_of_0_1_0_has_its_lists(loss_reasons: Directory) -> None:
    later = {directory.code for directory in catalogue.declared} - set(migration().LISTS_OF_0_1_0)
    DirectoryValue.objects.filter(directory__in=later).delete()
    before = list(DirectoryValue.objects.order_by("pk").values())
    SeededDirectory.objects.all().delete()
    remember()
    load_defaults()
    added = DirectoryValue.objects.filter(directory=loss_reasons.code)
    assert list(DirectoryValue.objects.exclude(directory__in=later).order_by("pk").values()) == before
    assert added.count() == 2


def test_a_fresh_portal_has_none_before_it_is_filled() -> None:
    SeededDirectory.objects.all().delete()
    DirectoryState.objects.all().delete()
    remember()
    assert not SeededDirectory.objects.exists()


def remember() -> None:
    """Do what the migration from 0.1.0 does."""
    migration().remember(apps, None)


def migration() -> Any:
    return importlib.import_module("comptoir.directories.migrations.0002_seeded_directories")
