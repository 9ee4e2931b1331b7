"""What belongs to a record by the number of its type and its id, which no database checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.activities.models import ActivityBinding, Communication
from comptoir.events.models import Event
from comptoir.items.core.item_types import item_types
from comptoir.items.models import ContactPoint, Observer, StageChange
from comptoir.ops.doctor.finding import Check, Finding, checks
from comptoir.sales.models import ProductRow


@dataclass(frozen=True, slots=True)
class Link:
    """`goes` rows mean nothing without their record; the others are kept: a history, the address of a call."""

    model: Any
    type: str = "item_type"
    id: str = "item_id"
    goes: bool = True


LINKS = (
    Link(ActivityBinding),
    Link(ContactPoint),
    Link(Observer),
    Link(ProductRow, "owner_type", "owner_id"),
    Link(StageChange, goes=False),
    Link(Communication, goes=False),
    Link(Event, goes=False),
)


def orphans() -> Iterator[Finding]:
    for link in LINKS:
        # 0: it belongs to no record. 6: activities point to each other by a key.
        lost = link.model.objects.exclude(**{link.type: 0}).exclude(**{link.id: 0}).order_by()
        for item_type in item_types:
            there = Exists(item_type.model.objects.filter(pk=OuterRef(link.id)))
            ids = list(lost.filter(~there, **{link.type: item_type.type_id}).values_list("pk", flat=True))
            if ids:
                text = _("Rows of %(table)s belong to records (%(type)s) that are not there.") % {
                    "table": link.model._meta.db_table,
                    "type": item_type.plural,
                }
                rows = link.model.objects.filter(pk__in=ids)
                yield Finding(text, ids, mend=rows.delete if link.goes else None)


checks.add(Check("orphans", gettext_lazy("what belongs to a record has its record"), orphans))
