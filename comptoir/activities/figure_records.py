"""The activities behind a figure: their columns, and how a page of them is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from comptoir.activities.models import ActivityBinding
from comptoir.analytics.records import (
    Record,
    RecordColumn,
    RecordTable,
    linked,
    name_of,
    person,
    plain,
    title_of,
)
from comptoir.analytics.scope import Rows, Scope
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import item_types
from comptoir.ui.formats import DASH, format_datetime

MOMENT = Markup('<span class="nowrap num">{}</span>')
CHANNEL = Markup('<span class="nowrap"><i class="dot ink-{}"></i> {}</span>')
DEAL = Markup('<a class="link" href="{}" data-slider>{}</a>')


@dataclass(frozen=True)
class ActivityRecord(Record):
    """An activity with the deals it is bound to: (title, address)."""

    deals: list[tuple[str, str]]


def load_activities(rows: Rows, scope: Scope) -> list[ActivityRecord]:
    activities = list(rows.select_related("responsible"))
    pairs = ActivityBinding.objects.filter(activity__in=activities, item_type=item_types.get("deal").type_id)
    bound: dict[int, list[int]] = {}
    for activity_id, deal_id in pairs.values_list("activity", "item_id"):
        bound.setdefault(activity_id, []).append(deal_id)
    titles = deal_titles([id for ids in bound.values() for id in ids], scope)
    return [
        ActivityRecord(activity, [deal_link(id, titles[id]) for id in bound.get(activity.pk, []) if id in titles])
        for activity in activities
    ]


def deal_titles(ids: Iterable[int], scope: Scope) -> dict[int, str]:
    """Return the titles of those deals that the viewer may read."""
    return dict(scope.sight("deal").filter(pk__in=set(ids)).values_list("pk", "title"))


def deal_link(id: int, title: str) -> tuple[str, str]:
    return title or f"#{id}", card_url(item_types.get("deal"), id)


def _deals(row: ActivityRecord) -> Markup | str:
    return Markup(", ").join(DEAL.format(address, title) for title, address in row.deals) or DASH


Column = RecordColumn[ActivityRecord]
COLUMNS = (
    Column(
        "happened_at",
        gettext_lazy("When"),
        lambda row: MOMENT.format(format_datetime(row.item.happened_at)),
        lambda row: plain(row.item.happened_at),
        order="happened_at",
        place="end",
    ),
    Column(
        "kind",
        gettext_lazy("Channel"),
        lambda row: CHANNEL.format(row.item.kind, row.item.get_kind_display()),
        lambda row: str(row.item.get_kind_display()),
        order="kind",
        place="start",
    ),
    Column(
        "direction",
        gettext_lazy("Direction"),
        lambda row: row.item.get_direction_display() if row.item.direction else DASH,
        lambda row: str(row.item.get_direction_display()) if row.item.direction else "",
        order="direction",
        place="value",
    ),
    Column("subject", gettext_lazy("Subject"), linked, title_of, order="subject", key="title", place="title"),
    Column(
        "deals",
        gettext_lazy("Deals"),
        _deals,
        lambda row: ", ".join(title for title, _address in row.deals),
        place="second",
    ),
    Column(
        "responsible",
        gettext_lazy("Responsible"),
        lambda row: person(row.item.responsible),
        lambda row: name_of(row.item.responsible),
        order="responsible",
        key="responsible__last_name",
    ),
    Column(
        "completed",
        gettext_lazy("Completed"),
        lambda row: _("yes") if row.item.completed else _("no"),
        lambda row: _("yes") if row.item.completed else _("no"),
        order="completed",
    ),
)
ACTIVITY_RECORDS = RecordTable(
    "activity",
    COLUMNS,
    usual_order="-happened_at",
    load=load_activities,
    counted=lambda count: ngettext("activity", "activities", count),
)
