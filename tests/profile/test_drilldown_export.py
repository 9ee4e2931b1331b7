"""The records behind a figure as a file: all of them, in their order, formulas disarmed, for those who may export."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from comptoir.access.models import Grant, Role
from comptoir.access.permissions import Level
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import add_items
from tests.world import World


@pytest.fixture
def company(world: World) -> Any:
    company = world.add("company", title="Acme")
    rows = [{"title": f"=D{n}", "company": company.pk, "stage": "WON", "amount": str(n)} for n in range(1, 551)]
    add_items(item_types.get("deal"), rows, actor=world.admin, at=timezone.now())
    bound = [(item_types.get("company").type_id, company.pk)]
    world.add("activity", kind="call", direction="in", completed=True, title="Talk", bindings=bound)
    world.add("invoice", title="Bill", number="F-1", company=company, amount="120", begin_date="2025-05-02",
              payments=[{"amount": "20.5", "day": "2025-05-03"}])  # fmt: skip
    return company


def export(world: World, company: Any, code: str, user: str = "admin", **query: str) -> Any:
    return world.client_of(user).get(f"/companies/{company.pk}/profile/{code}/export/", {"period": "ALL", **query})


def rows_of(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_writes_every_record_in_the_order_of_the_list(company: Any, world: World) -> None:
    response = export(world, company, "won_value", order="-amount")
    heads, *rows = rows_of(response)
    assert response["Content-Disposition"].startswith('attachment; filename="won_value-ALL-')
    assert (len(rows), heads[0], heads[-1]) == (550, "Deal", "Currency")
    amounts = [Decimal(row[heads.index("Amount")]) for row in rows]
    assert amounts == sorted(amounts, reverse=True)
    assert sum(amounts) == 551 * 550 // 2
    assert rows[0][0] == "'=D550"


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("activities", {"Calls", "Incoming", "Talk"}),
        ("invoiced", {"F-1", "Bill", "2025-05-02", "120", "20.5"}),
        ("paid_amount", {"2025-05-03", "Bill", "F-1", "20.5", "EUR"}),
    ],
)
def test_writes_each_kind_of_record(code: str, values: set[str], company: Any, world: World) -> None:
    [row] = rows_of(export(world, company, code))[1:]
    assert values <= set(row)


def test_writes_a_workbook(company: Any, world: World) -> None:
    content = b"".join(export(world, company, "paid_amount", format="xlsx").streaming_content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Received on"
    assert rows[1][3] == 20.5


def test_a_rate_writes_the_term_that_is_open(company: Any, world: World) -> None:
    assert len(rows_of(export(world, company, "conversion"))) == 551
    assert len(rows_of(export(world, company, "conversion", term="activities"))) == 2


def test_a_part_writes_its_own(company: Any, world: World) -> None:
    assert len(rows_of(export(world, company, "won", stage="NEW"))) == 1


@pytest.mark.parametrize(
    ("user", "code", "query", "status"),
    [
        ("admin", "nothing", {}, 404),
        ("admin", "won", {"period": "soon"}, 400),
        ("admin", "won", {"channel": "call"}, 400),
        ("dave", "won", {}, 404),
        ("nobody", "won", {}, 302),
    ],
)
def test_refuses(user: str, code: str, query: dict[str, str], status: int, company: Any, world: World) -> None:
    assert export(world, company, code, user, **query).status_code == status


def test_who_may_not_export_gets_no_button_and_no_file(company: Any, world: World) -> None:
    page = f"/companies/{company.pk}/profile/won/?period=ALL"
    assert b"/profile/won/export/?" in world.client_of("admin").get(page).content
    role = Role.objects.create(name="Reads only")
    for code in ("company", "deal"):
        Grant.objects.create(role=role, subject=code, operation="read", level=Level.ALL)
    rita = world.user("rita")
    rita.roles.add(role)
    seen = world.client_of(rita).get(page)
    assert seen.status_code == 200
    assert b"/profile/won/export/?" not in seen.content
    assert world.client_of(rita).get(f"/companies/{company.pk}/profile/won/export/").status_code == 403
