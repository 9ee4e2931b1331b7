"""A renamed value shows its new name at once in every place that shows it: no place keeps names."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.directories.test_exchange import exported
from tests.directories.test_saving import save
from tests.items.test_export import body, rows
from tests.rest.conftest import Rest
from tests.world import World

pytestmark = pytest.mark.django_db
OLD, NEW = "Supplier", "Vendor we trust"
CODE = "SUPPLIER"


def page(address: str) -> Callable[[World, Rest, int], str]:
    def text(world: World, _rest: Rest, number: int) -> str:
        answer = world.client_of("admin").get(address.format(id=number))
        assert answer.status_code == 200, address
        return str(answer.content.decode())

    return text


def csv_export(world: World, _rest: Rest, _number: int) -> str:
    return str(rows(world.client_of("admin").get("/companies/export/?columns=title,type")))


def xlsx_export(world: World, _rest: Rest, _number: int) -> str:
    file = body(world.client_of("admin").get("/companies/export/?format=xlsx&columns=title,type"))
    return str(CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python())


def rest_list(_world: World, rest: Rest, _number: int) -> str:
    return str(rest("crm.status.list", {"filter": {"ENTITY_ID": "COMPANY_TYPE", "STATUS_ID": CODE}}).result[0]["NAME"])


def rest_items(_world: World, rest: Rest, _number: int) -> str:
    return str(rest("crm.status.entity.items", {"entityId": "COMPANY_TYPE"}).result)


PLACES: dict[str, Any] = {
    "card": page("/companies/{id}/"),
    "form": page("/companies/new/"),
    "list": page("/companies/?columns=title,type"),
    "filter": page(f"/companies/?f=type:in:{CODE}"),
    "filter panel": page(f"/companies/?panel=filter&f=type:in:{CODE}"),
    "list in groups": page("/companies/?group=type"),
    "profile": page("/companies/{id}/profile/"),
    "settings": page("/settings/crm/directories/company-type/"),
    "search in settings": page("/settings/crm/directories/?q=SUPPLIER"),
    "export as CSV": csv_export,
    "export as XLSX": xlsx_export,
    "crm.status.list": rest_list,
    "crm.status.entity.items": rest_items,
}


def test_at_once(world: World, rest: Rest) -> None:
    number = world.add("company", title="Roux", type=CODE).pk
    shown = {place: look(world, rest, number) for place, look in PLACES.items()}
    assert [place for place, text in shown.items() if OLD not in text] == []
    save(world, "company-type", {"op": "change", "code": CODE, "name": NEW})
    shown = {place: look(world, rest, number) for place, look in PLACES.items()}
    assert [place for place, text in shown.items() if NEW not in text] == []
    # The page says what the default name was; the search finds "Suppliers" among the types of contacts too.
    assert [place for place, text in shown.items() if OLD in text] == ["settings", "search in settings"]


def test_a_stage_too_and_its_history_by_the_name_of_today(world: World, rest: Rest) -> None:
    deal = world.add("deal", title="Boat", stage="EXECUTING").pk
    save(world, "deal-stage", {"op": "change", "code": "EXECUTING", "name": "In the yard"})
    for address in (f"/deals/{deal}/", "/deals/?columns=title,stage", "/deals/?f=stage:in:EXECUTING&pipeline=0"):
        assert "In the yard" in world.client_of("admin").get(address).content.decode(), address
    assert rest("crm.deal.get", {"id": deal}).result["STAGE_ID"] == "EXECUTING"
    assert "In the yard" in exported(world, "csv", "deal-stage")


def test_in_each_language_its_own_name(world: World) -> None:
    number = world.add("company", title="Roux", type=CODE).pk
    save(world, "company-type", {"op": "change", "code": CODE, "names": {"fr": "Fournisseur agréé", "en": NEW}})
    for language, name in (("fr", "Fournisseur agréé"), ("en", NEW)):
        assert name in world.client_of("admin", language).get(f"/companies/{number}/").content.decode()
