"""/deals/7/products/: the product rows of a card, with an editor whose totals the server works out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.cards.card import card_of
from comptoir.items.cards.frame import open_card
from comptoir.items.cards.responses import tell_changed
from comptoir.items.core.addresses import card_url, choices_url
from comptoir.items.core.item_types import ItemType, WriteContext, item_types
from comptoir.items.core.protocols import PricedItem
from comptoir.items.writing import update_item
from comptoir.kit.errors import NotFound
from comptoir.once.forms import changes_nothing
from comptoir.sales.product_rows.form import RowForm, fill_from_catalogue, forms_of, is_blank, read_forms
from comptoir.sales.product_rows.rows import parse_rows, totals_of
from comptoir.sales.queries import rows_of
from comptoir.ui.render import render
from comptoir.ui.responses import notify


def products(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    _check(item_type)
    if request.method == "POST":
        return _save(request, item_type, item_id)
    frame = open_card(request, item_type, item_id, "products")
    item, rows = frame.item, rows_of(item_type, frame.item)
    forms = forms_of(rows)
    editor = {"forms": forms, "total": item.amount, "tax": item.tax, "currency": item.currency, "rows": rows}
    editor["products_url"] = choices_url(item_types.get("product"))
    return render(request, "sales/product_rows/products.html", {**vars(frame), **editor})


@changes_nothing
@require_POST
def preview(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Return the editor with what was typed so far, its totals worked out; nothing is saved."""
    _check(item_type)
    card = card_of(item_type, item_id, user_of(request))
    forms = read_forms(request.POST)
    fill_from_catalogue(forms, card.item.currency)
    return render(
        request, "sales/product_rows/_rows_editor.html", {"card": card, **_totals(request, card.item, item_type, forms)}
    )


def _totals(request: HttpRequest, item: PricedItem, item_type: ItemType, forms: list[RowForm]) -> dict[str, object]:
    context = WriteContext(item_type, user_of(request), timezone.now())
    parsed = parse_rows([form.values for form in forms], item.currency, context)
    for form, row in zip(forms, parsed, strict=True):
        form.total = row.total
    totals = totals_of(parsed)
    return {
        "forms": forms,
        "total": totals.amount,
        "tax": totals.tax,
        "currency": item.currency,
        "item": item,
        "products_url": choices_url(item_types.get("product")),
    }


def _save(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    item = card_of(item_type, item_id, user_of(request)).item
    forms = [form for form in read_forms(request.POST) if not is_blank(form)]
    fill_from_catalogue(forms, item.currency)
    values: dict[str, object] = {"product_rows": [form.values for form in forms]}
    if item.manual_amount and request.POST.get("follow") == "on":
        values["manual_amount"] = False
    update_item(item_type, item_id, values, actor=user_of(request), at=timezone.now())
    response = HttpResponseRedirect(card_url(item_type, item_id, "products"))
    return notify(request, tell_changed(response, item_type, item_id), _("Product rows saved."), kind="good")


def _check(item_type: ItemType) -> None:
    if "product_rows" not in item_type.rules.extras:
        raise NotFound
