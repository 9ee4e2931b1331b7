"""A list as a file: who may, which rows, and cells that no spreadsheet calculates."""

import csv
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.world import World


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig"))))


def test_writes_the_filtered_list_in_its_order(world: World) -> None:
    for title, amount in (("a", 300), ("b", "100.5"), ("c", 5)):
        world.add("deal", title=title, amount=amount, source="CALL", close_date="2026-01-31")
    address = "/deals/export/?format=csv&columns=title,amount,source,close_date&f=amount:gte:50&order=amount"
    found = rows(world.client_of("admin").get(address))
    assert found == [
        ["Deal", "Amount", "Source", "Close date"],
        ["b", "100.5", "Call", "2026-01-31"],
        ["a", "300", "Call", "2026-01-31"],
    ]


@pytest.mark.parametrize("start", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\uff1d1+1"])
def test_no_cell_is_a_formula(world: World, start: str) -> None:
    world.add("company", title=start)
    found = rows(world.client_of("admin").get("/companies/export/?columns=title"))
    assert found[1][0] == f"'{start}"


def test_numbers_and_telephones_stay_usable(world: World) -> None:
    world.add("contact", last_name="Martin", phone=["+33 6 12 34 56 78"])
    world.add("deal", title="Refund", amount=-50)
    client = world.client_of("admin")
    assert rows(client.get("/contacts/export/?columns=title,phone"))[1] == ["Martin", "+33 6 12 34 56 78"]
    assert rows(client.get("/deals/export/?columns=title,amount"))[1] == ["Refund", "-50"]


def test_a_workbook_holds_texts_and_numbers(world: World) -> None:
    world.add("deal", title="=HYPERLINK(1)", amount="1234.5")
    found = body(world.client_of("admin").get("/deals/export/?format=xlsx&columns=title,amount"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(found)).get_sheet_by_index(0).to_python()
    assert sheet == [["Deal", "Amount"], ["=HYPERLINK(1)", 1234.5]]


def test_needs_the_right_and_reaches_only_its_rows(world: World) -> None:
    world.add("deal", title="Alice's")
    world.add("deal", title="Dave's", responsible=world.dave)
    answer = world.client_of("alice").get("/deals/export/?columns=title")
    if answer.status_code == 200:
        assert [row[0] for row in rows(answer)[1:]] == ["Alice's"]
    nobody_special = world.user("zoe")
    assert world.client_of(nobody_special).get("/deals/export/").status_code == 403
