"""GET /deals/7/timeline/: the timeline of a card, or its older part."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from comptoir.access.signed_in import user_of
from comptoir.activities.panels import load_timeline
from comptoir.activities.queries import timeline_of
from comptoir.items.cards.card import urls_of
from comptoir.items.cards.reading import card_of
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import BadRequest, NotFound
from comptoir.ui.render import render


def timeline(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    card = card_of(item_type, item_id, user_of(request))
    context = {"card": card, "urls": urls_of(card)}
    if text := request.GET.get("before", ""):
        before = parse_datetime(text) if len(text) < 40 else None
        if before is None:
            raise BadRequest
        before = before if before.tzinfo else timezone.make_aware(before)
        older = timeline_of(user_of(request), item_type, card.item, before)
        return render(request, "activities/timeline/_days.html", {**context, "timeline": older})
    panel = load_timeline(user_of(request), item_type, card.item)
    if panel is None:
        raise NotFound
    return render(
        request, "activities/timeline/_timeline.html", {**context, "panel": panel, "timeline": panel["timeline"]}
    )
