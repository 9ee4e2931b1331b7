"""The Products tab: totals worked out by the server, rows saved, products chosen from the catalogue."""

from decimal import Decimal

import pytest

from comptoir.sales.models import Deal, ProductRow
from tests.world import World

HTMX = {"HX-Request": "true"}


def row(**values: str) -> dict[str, str]:
    blank = dict.fromkeys(
        (
            "product",
            "was_product",
            "name",
            "quantity",
            "price",
            "tax_rate",
            "tax_included",
            "unit",
            "discount_type",
            "discount_rate",
            "discount_sum",
        ),
        "",
    )
    return blank | values


def test_the_preview_totals_and_saves_nothing(world: World) -> None:
    deal = world.add("deal", title="Deal")
    html = (
        world.client_of("alice")
        .post(f"/deals/{deal.pk}/products/preview/", row(name="Work", quantity="3", price="19,99"), headers=HTMX)
        .content.decode()
    )
    assert "€59.97" in html
    assert not ProductRow.objects.exists()


def test_a_chosen_product_fills_its_row(world: World) -> None:
    deal, product = world.add("deal", title="Deal"), world.add("product", title="GTX Pro", price="4821", currency="EUR")
    sent = row(product=str(product.pk), quantity="2")
    html = world.client_of("alice").post(f"/deals/{deal.pk}/products/preview/", sent, headers=HTMX).content.decode()
    assert 'value="GTX Pro"' in html
    assert "€9,642.00" in html


def test_saved_rows_make_the_amount(world: World) -> None:
    deal = world.add("deal", title="Deal")
    sent = {name: [value, ""] for name, value in row(name="Work", quantity="2", price="60", tax_rate="20").items()}
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/products/", sent)
    assert answer.headers["Location"] == f"/deals/{deal.pk}/products/"
    deal = Deal.objects.get()
    assert (deal.amount, deal.tax, ProductRow.objects.count()) == (Decimal(120), Decimal(20), 1)


def test_an_amount_typed_by_hand_stays_unless_told(world: World) -> None:
    deal = world.add("deal", title="Deal", amount=999, manual_amount=True)
    client = world.client_of("alice")
    client.post(f"/deals/{deal.pk}/products/", row(name="Work", quantity="1", price="60"))
    assert Deal.objects.get().amount == 999
    client.post(f"/deals/{deal.pk}/products/", row(name="Work", quantity="1", price="60") | {"follow": "on"})
    assert Deal.objects.get().amount == 60


@pytest.mark.parametrize("values", [{"price": "much"}, {"quantity": "x"}, {"product": "999999"}, {"tax_rate": "9999"}])
def test_a_row_that_cannot_be_is_refused(world: World, values: dict[str, str]) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/products/", row(name="Work", **values), headers=HTMX)
    assert answer.status_code == 422
    assert not ProductRow.objects.exists()


def test_only_what_is_sold_has_rows(world: World) -> None:
    company = world.add("company", title="Cancity")
    assert world.client_of("alice").get(f"/companies/{company.pk}/products/").status_code == 404


def test_an_invoice_shows_its_payments(world: World) -> None:
    invoice = world.add("invoice", title="Invoice", amount=100, payments=[{"amount": "40", "day": "2026-01-31"}])
    html = world.client_of("alice").get(f"/invoices/{invoice.pk}/").content.decode()
    assert "€40.00" in html
    assert "€60" in html
