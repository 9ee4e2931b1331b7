"""Figures of public data, equal to those worked out apart: Northwind's orders are invoices, CDNOW's purchases deals."""

import csv
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.items.models import Item
from comptoir.items.writing import add_items
from tests.analytics.conftest import Ask
from tests.world import World


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def expected(folder: Path, name: str) -> Any:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))[name]


def add_all(world: World, type_code: str, rows: list[dict[str, Any]]) -> list[Item]:
    given = [{"responsible": world.alice.pk, **row} for row in rows]
    return list(add_items(item_types.get(type_code), given, actor=world.admin, at=timezone.now()))


@pytest.mark.django_db
def test_northwinds_customers_are_invoiced_what_their_lines_add_up_to(
    data_folder: Path, world: World, ask: Ask
) -> None:
    wanted = expected(data_folder, "northwind")["customers"]
    lines = defaultdict(list)
    for line in rows_of(data_folder / "northwind/order_details.csv"):
        discount = Decimal(line["Discount"])
        price = Decimal(line["UnitPrice"]) * (1 - discount)
        lines[line["OrderID"]].append(
            {"name": line["ProductID"], "price": price, "quantity": line["Quantity"], "discount_rate": discount * 100}
        )
    clients = {code: world.add("company", title=code) for code in wanted}
    orders = [row for row in rows_of(data_folder / "northwind/orders.csv") if row["CustomerID"] in wanted]
    add_all(
        world,
        "invoice",
        [
            {
                "title": row["OrderID"], "company": clients[row["CustomerID"]].pk, "begin_date": row["OrderDate"][:10],
                "product_rows": lines[row["OrderID"]],
            }
            for row in orders
        ],
    )  # fmt: skip
    for code, figures in wanted.items():
        assert ask("invoiced", clients[code]) == figures["orders"]
        assert ask("invoiced_gross", clients[code]) == Decimal(figures["net_lines_rounded_half_up"]), code
        period = f"R-{figures['first']}-{figures['last']}"
        assert ask("invoiced", clients[code], period) == figures["orders"]


@pytest.mark.django_db
def test_cdnows_customers_bought_for_what_was_published(data_folder: Path, world: World, ask: Ask) -> None:
    wanted = expected(data_folder, "cdnow")
    purchases = rows_of(data_folder / "cdnow/cdnow_sample.csv")
    shop = world.add("company", title="CDNOW")
    names = sorted({row["customer_id"] for row in purchases})
    people = dict(zip(names, add_all(world, "contact", [{"name": name} for name in names]), strict=True))
    deals = [
        {
            "title": row["date"], "company": shop.pk, "contact": people[row["customer_id"]].pk, "stage": "WON",
            "amount": row["amount"], "begin_date": row["date"], "close_date": row["date"],
        }
        for row in purchases
    ]  # fmt: skip
    for start in range(0, len(deals), 1000):
        add_all(world, "deal", deals[start : start + 1000])
    assert len(names) == wanted["customers"]
    assert ask("won", shop) == wanted["rows"]
    assert ask("won_value", shop) == Decimal(wanted["amount"])
    for name, figures in wanted["customers_by_id"].items():
        assert ask("won", people[name]) == figures["orders"]
        assert ask("won_value", people[name]) == Decimal(figures["amount"])
