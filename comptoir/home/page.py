"""GET /: the home page, with what is due, what is in progress, and where the month stands.

Users who have nothing of their own to do see all the work that they may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.account.queries import account, today
from comptoir.activities.models import Activity
from comptoir.activities.queries import Line, lines_with_items, to_do
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import item_types
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import Text
from comptoir.sales.queries import StageSum, month_so_far, open_by_stage
from comptoir.ui.alerts import alerts_for
from comptoir.ui.render import render

MOST, MOST_IN_GROUP = 200, 10
WIDTH, HEIGHT = 320, 96


@dataclass(frozen=True, slots=True)
class DueGroup:
    label: Text
    lines: list[Line]
    late: bool = False

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST_IN_GROUP]


@dataclass(frozen=True, slots=True)
class StageLine:
    sums: StageSum
    share: float
    url: str


def home_context(viewer: User, *, everyone: bool) -> dict[str, object]:
    """Return the variables of home/home.html: the viewer's own work, or all that they may see."""
    owner = None if everyone else viewer
    stages = open_by_stage(viewer, owner)
    month = month_so_far(viewer, timezone.localtime(), owner)
    groups = _due(viewer, owner)
    highest = max([Decimal(1), *month.days, *month.days_before])
    return {
        "groups": groups,
        "overdue": sum(len(group.lines) for group in groups if group.late),
        "stages": _stage_lines(stages, everyone=everyone),
        "open_count": sum(stage.count for stage in stages),
        "open_amount": sum((stage.amount for stage in stages), Decimal(0)),
        "month": month,
        "change": _change(month.amount, month.before_amount),
        "path": _steps(month.days, highest),
        "path_before": _steps(month.days_before, highest),
        "width": WIDTH,
        "height": HEIGHT,
        "currency": account().currency,
        "everyone": everyone,
        "to_do_url": list_url(item_types.get("activity"), f=["completed:eq:no", *_mine(everyone=everyone)]),
        "won_url": list_url(item_types.get("deal"), view="won", f=_mine(everyone=everyone, closed=True)),
        "deals_url": list_url(item_types.get("deal"), view="open", f=_mine(everyone=everyone)),
    }


def has_work(viewer: User) -> bool:
    """Say whether the viewer is responsible for anything that is still to do; two small queries."""
    deals = item_types.get("deal").visible_to(viewer).filter(responsible=viewer, semantics=Semantics.IN_PROGRESS)
    return to_do(viewer).exists() or bool(deals.exists())


def _due(viewer: User, owner: User | None) -> list[DueGroup]:
    """Return the planned activities up to the end of the week to come, by when they are due."""
    rows: Any = Activity.objects.visible_to(viewer).planned().by_due()
    rows = rows.filter(responsible=owner) if owner else rows
    # A local midnight, excluded: the seventh day after today is whole.
    end = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=8)
    lines = lines_with_items(viewer, list(rows.filter(due__lt=end)[:MOST]))
    day = today()
    by_day = {line.id: (timezone.localtime(line.at).date() - day).days for line in lines}
    groups = [
        DueGroup(_("Overdue"), [line for line in lines if by_day[line.id] < 0], late=True),
        DueGroup(_("Today"), [line for line in lines if by_day[line.id] == 0]),
        DueGroup(_("Tomorrow"), [line for line in lines if by_day[line.id] == 1]),
        DueGroup(_("This week"), [line for line in lines if by_day[line.id] > 1]),
    ]
    return [group for group in groups if group.lines]


def _stage_lines(stages: Sequence[StageSum], *, everyone: bool) -> list[StageLine]:
    highest = max([stage.amount for stage in stages] or [Decimal(0)]) or Decimal(1)
    deal = item_types.get("deal")
    return [
        StageLine(
            stage,
            round(float(100 * stage.amount / highest), 2),
            list_url(deal, pipeline=stage.pipeline_id, f=[f"stage:in:{stage.stage.code}", *_mine(everyone=everyone)]),
        )
        for stage in stages
    ]


def _mine(*, everyone: bool, closed: bool = False) -> list[str]:
    month = [f"closed_at:gte:{today().replace(day=1).isoformat()}"] if closed else []
    return month if everyone else [*month, "responsible:in:me"]


def _change(now: Decimal, before: Decimal) -> float | None:
    return round(float(100 * (now - before) / before), 0) if before else None


def _steps(days: Sequence[Decimal], highest: Decimal) -> str:
    """Return the path of a cumulated sum, a step a day, 31 days to the width."""
    if not any(days):
        return ""
    points = [f"M0 {HEIGHT}"]
    for place, amount in enumerate(days):
        points.append(f"V{round(HEIGHT - float(amount / highest) * (HEIGHT - 6), 1)}")
        points.append(f"H{round((place + 1) * WIDTH / 31, 1)}")
    return "".join(points)


def home(request: HttpRequest) -> HttpResponse:
    who = request.GET.get("who", "")
    everyone = who == "all" or (who != "me" and not has_work(user_of(request)))
    context = home_context(user_of(request), everyone=everyone)
    context["alerts"] = alerts_for(request.user)
    return render(request, "home/home.html", context)
