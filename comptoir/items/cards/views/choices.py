"""GET /companies/choices/?q=: what comboboxes offer while one types; within the reader's sight, twenty at most."""

from django.db.models import Q
from django.http import HttpRequest, JsonResponse

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.listing import found_by

MOST = 20


def item_choices(request: HttpRequest, item_type: ItemType) -> JsonResponse:
    text = request.GET.get("q", "").strip()[:200]
    rows = item_type.visible_to(user_of(request))
    if text:
        rows = rows.filter(found_by(item_type, text))
    order = "title" if "title" in item_type.title_columns else item_type.title_columns[-1]
    found = rows.order_by(order, "id")[:MOST]
    return JsonResponse(
        [
            {
                "value": str(item.pk),
                "label": item_type.title_of(item) or f"#{item.pk}",
                "hint": str(item_type.subtitle_of(item) or ""),
            }
            for item in found
        ],
        safe=False,
    )


def user_choices(request: HttpRequest) -> JsonResponse:
    condition = Q()
    for word in request.GET.get("q", "").split()[:5]:
        condition &= Q(name__icontains=word) | Q(last_name__icontains=word) | Q(login__icontains=word)
    people = User.objects.active().filter(condition).select_related("department")[:MOST]
    return JsonResponse(
        [
            {
                "value": str(person.pk),
                "label": person.full_name,
                "hint": person.department.name if person.department else "",
            }
            for person in people
        ],
        safe=False,
    )
