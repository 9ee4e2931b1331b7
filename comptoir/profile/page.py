"""The Profile tab of a contact or a company."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from comptoir.access.policies import may_change_settings
from comptoir.access.signed_in import user_of
from comptoir.account.queries import account, today
from comptoir.activities.metrics import ACTIVITIES, MISSED, PLANNED
from comptoir.analytics.reading import Gathering, Reading
from comptoir.items.core.item_types import ItemType
from comptoir.kit.period import ALL_TIME, Period
from comptoir.profile import blocks
from comptoir.profile import words as wording
from comptoir.profile.client import find_client, open_client
from comptoir.profile.comparison.beside import also_read
from comptoir.profile.comparison.beside import section as comparison_section
from comptoir.profile.figures import (
    ON_THE_PAGE,
    contact_span,
    has_invoices,
    is_limited,
    is_small,
    load_averages,
    page_reading,
)
from comptoir.profile.kept_view import fold_section, folded_sections, remember_view
from comptoir.profile.metrics import CONVERSION
from comptoir.profile.models import LoadAverage
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.sections.load.measuring import measure_load, refresh_later
from comptoir.profile.sections.load.scale import SEGMENTS
from comptoir.profile.sections.load.targets import load_targets, target_rows
from comptoir.profile.sections.rhythm.section import RHYTHM, rhythm_section
from comptoir.profile.sections.standing.section import STANDING, contacts_to_read, standing_section
from comptoir.profile.sections.widgets.section import section
from comptoir.profile.time_travel import in_its_time
from comptoir.sales.metrics.deals import CLOSED, DEALS_ALIVE, LOST, WIN_RATE, WON, WON_VALUE, WON_WITHOUT_RATE
from comptoir.ui.component_values import Option, Share
from comptoir.ui.periods import PeriodPicker, period_picker, short_period_label
from comptoir.ui.render import render

DAY = timedelta(days=1)
STRIP = timedelta(days=450)
EARLIEST, LATEST = 1003, 9990


@require_safe
def profile_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the tab. An address with keep=1, as the filters write it, is remembered and shortened."""
    frame = open_client(request, item_type, item_id)
    asked = read_asked(request.GET, item_type, frame["item"], user_of(request))
    if request.GET.get("keep") == "1":
        remember_view(asked.scope, asked.compare)
        return redirect(asked.page())
    with in_its_time(asked) as later:
        return render(request, "profile/page.html", {**frame, **tab_context(asked), "later": later})


def tab_context(asked: Asked, *, unfolded: bool = False) -> dict[str, object]:
    """Return all that the tab shows; `unfolded` also what the reader has folded away."""
    span, months = contact_span(asked.scope), dict[date, int]()
    _picker(asked, span, lambda month: months.setdefault(month, 0))
    folded = frozenset() if unfolded else folded_sections(asked.scope.viewer, asked.item_type.code)
    beside = [*also_read(asked, ON_THE_PAGE), *contacts_to_read(asked, STANDING in folded)]
    gathering = Gathering(asked.scope)
    reading = page_reading(asked.scope, [_month(month) for month in months], beside, gathering)
    # The widgets come first: what they ask is then read together with the rest.
    shown = {**section(asked, into=gathering), **_shown(asked, reading)}
    shown |= standing_section(asked, STANDING in folded, reading)
    picker = _picker(asked, span, lambda month: int(reading.count(ACTIVITIES, _month(month))))
    return {**shown, **rhythm_section(asked, RHYTHM in folded), "folded": folded, "picker": picker}


def _shown(asked: Asked, reading: Reading) -> dict[str, object]:
    period = asked.scope.period
    averages = _averages(asked)
    load, by_pipeline = blocks.load_block(reading, averages, load_targets(asked.item_type.code))
    columns = blocks.won_columns(reading, today(), asked.compare == "previous")
    ever = [reading.count(metric, ALL_TIME) for metric in (ACTIVITIES, PLANNED, DEALS_ALIVE)]
    return {
        "asked": asked,
        "identity": wording.identity(asked.item_type, asked.item),
        "responsible_name": asked.item.responsible.full_name if asked.item.responsible else "",
        "people": [Option(str(asked.responsible.pk), asked.responsible.full_name)] if asked.responsible else [],
        "chosen_person": str(asked.scope.responsible or ""),
        "switch": wording.switch(asked),
        "is_measured": bool(averages),
        "segments": SEGMENTS,
        "verdicts": wording.VERDICTS,
        "average_of": wording.average_of,
        "targets": target_rows(asked.item_type.code, averages) if may_change_settings(asked.scope.viewer) else [],
        "typed": {},
        "prefers": wording.prefers,
        "caption": "" if period.is_all_time else short_period_label(period),
        "currency": account().currency,
        "load": load,
        "pipelines": by_pipeline,
        "channels": blocks.channel_block(reading),
        "planned": reading.count(PLANNED),
        "missed": reading.count(MISSED),
        "won": reading.count(WON),
        "won_value": reading.count(WON_VALUE),
        "won_average": blocks.average_won(reading),
        "won_without_rate": reading.count(WON_WITHOUT_RATE),
        "quarters": wording.quarters(columns, asked, account().currency),
        "lost": reading.count(LOST),
        "closed": reading.count(CLOSED),
        "shares_of_closed": [
            Share(WON.label, float(reading.count(WON)), "good"),
            Share(LOST.label, float(reading.count(LOST)), "bad"),
        ],
        "conversion": reading.value(CONVERSION),
        "win_rate": reading.value(WIN_RATE),
        "limited": is_limited(asked.scope),
        **comparison_section(asked, reading),
        "is_empty": not any(ever) and not has_invoices(asked.scope),
        "as_of": asked.scope.as_of,
    }


def _averages(asked: Asked) -> dict[int | None, LoadAverage]:
    """Return the averages to compare with: measured at once on a small account, else, and once a day, by a job.

    Those of today also beside the figures of a past day, when nothing can be measured.
    """
    client_type = asked.item_type.code
    found = load_averages(client_type)
    if asked.past:
        return found
    if not found and is_small():
        measure_load(client_type, at=timezone.now())
        return load_averages(client_type)
    if not found or min(row.computed_at for row in found.values()) < timezone.now() - DAY:
        refresh_later(client_type)
    return found


def _picker(asked: Asked, span: tuple[date | None, date | None], counts: Callable[[date], int]) -> PeriodPicker:
    """Return the picker; its strip ends today, or with the last contact when that is long ago."""
    first, last = span
    now, period = today(), asked.scope.period
    long_ago = period.start is None and last is not None and last < now - STRIP
    drawable = period.start is None or EARLIEST <= period.start.year <= LATEST
    picker = period_picker(
        period,
        lambda code: asked.page(period=code),
        action=asked.path,
        today=last if long_ago and last else now,
        kept=[(name, value) for name, value in asked.query(period="", keep="1").items()],
        counts=counts if drawable else None,
    )
    earliest = min(first.year if first else now.year, now.year - 10)
    return replace(picker, years=tuple(range(now.year + 1, earliest - 1, -1)))


def _month(first: date) -> Period:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(f"M-{first.year:04d}-{first.month:02d}", first, following)


@require_POST
def fold(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Errors: as the page's own address."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    folded = request.POST.get("folded") == "1"
    fold_section(viewer, item_type.code, request.POST.get("section", ""), folded=folded)
    return HttpResponseRedirect(asked.page())
