"""The Profile tab of a contact or a company, and the same page for paper: a row of sections over one reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account, local_day
from comptoir.activities.metrics import ACTIVITIES, PLANNED
from comptoir.analytics.explain import hidden
from comptoir.analytics.metric import Figure, Metric
from comptoir.analytics.questions import ask
from comptoir.analytics.reading import Gathering, Reading, read
from comptoir.analytics.scope import Scope
from comptoir.items.core.item_types import ItemType
from comptoir.kit.period import ALL_TIME, Period
from comptoir.profile.client import find_client, open_client
from comptoir.profile.comparison.beside import Comparison, also_read, compared, menu
from comptoir.profile.filters import Filters, filters_of, months_of, picker_of
from comptoir.profile.kept_view import fold_section, folded_sections, remember_view
from comptoir.profile.metrics import PAIRS
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.sections.row import FOLDING, ROW
from comptoir.profile.sections.section import (
    KeyFigure,
    Medium,
    PageReading,
    Place,
    Section,
    Wanted,
    caption_of,
)
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.words import scope_words
from comptoir.sales.metrics.deals import CLOSED, DEALS_ALIVE, WON_VALUE
from comptoir.sales.metrics.invoices import INVOICED
from comptoir.ui.periods import period_span
from comptoir.ui.render import render

# A client has something to show as soon as one of these counts a record, whenever that was.
EVER: tuple[Metric, ...] = (ACTIVITIES, PLANNED, DEALS_ALIVE)


@dataclass(frozen=True)
class Part:
    """A section as a page shows it; shown: None while it is folded. key: its key figure, for the row of them."""

    section: Section
    shown: object | None
    key: KeyFigure | None

    @property
    def code(self) -> str:
        return self.section.code

    @property
    def template(self) -> str:
        return self.section.template

    @property
    def folded(self) -> bool:
        return self.section.folded

    @property
    def may_choose(self) -> bool:
        return self.section.may_choose


@dataclass(frozen=True)
class ProfilePage:
    """All that a page shows inside its frame.

    limited   a figure would be another one to somebody who sees everything
    later     how many records were entered after the day that is asked about
    facts     the scope in words, for paper
    """

    filters: Filters
    comparison: Comparison
    parts: Sequence[Part]
    caption: str
    currency: str
    as_of: datetime
    is_empty: bool
    limited: bool
    later: int
    facts: Sequence[tuple[str, str]]

    def at(self, place: str) -> list[Part]:
        """Return the sections of a place, in their order."""
        return [part for part in self.parts if part.section.place == place]


@require_safe
def profile_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the tab. An address with keep=1, as the filters write it, is remembered and shortened."""
    frame = open_client(request, item_type, item_id)
    asked = read_asked(request.GET, item_type, frame.item, user_of(request))
    if request.GET.get("keep") == "1":
        remember_view(asked.scope, asked.compare)
        return redirect(asked.page())
    with in_its_time(asked) as later:
        page = page_of(asked, Medium.TAB, later)
        return render(request, "profile/page.html", {**vars(frame), "asked": asked, "page": page})


@require_safe
def print_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the same scope as a sheet of paper. Errors: as the tab."""
    frame = open_client(request, item_type, item_id)
    asked = read_asked(request.GET, item_type, frame.item, user_of(request))
    with in_its_time(asked) as later:
        page = page_of(asked, Medium.PAPER, later)
        return render(request, "profile/print.html", {**vars(frame), "asked": asked, "page": page})


@require_POST
def fold(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Close a section of the tab or open it again, for good. Errors: as the page's own address."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    section = request.POST.get("section", "")
    if section in FOLDING:
        fold_section(viewer, item_type.code, section, folded=request.POST.get("folded") == "1")
    return HttpResponseRedirect(asked.page())


def page_of(asked: Asked, medium: Medium, later: int = 0) -> ProfilePage:
    """Return the page: each section says what it wants, the engine is asked once, each section shows its part."""
    folded = folded_sections(asked.scope.viewer, asked.item_type.code) if medium is Medium.TAB else frozenset()
    sections = [section(asked, medium, folded=section.code in folded) for section in ROW]
    span = _contact_span(asked.scope)
    reading = _read(asked, [section.wants() for section in sections if not section.folded], months_of(asked, span))
    parts = [_part(section, reading) for section in sections]
    picker = picker_of(asked, span, lambda month: int(reading.count(ACTIVITIES, month)))
    return ProfilePage(
        filters_of(asked, picker, menu(asked, reading.count(WON_VALUE, ALL_TIME))),
        reading.comparison,
        [part for part in parts if part.shown is not None or part.folded],
        caption_of(asked),
        account().currency,
        asked.scope.as_of,
        not any(reading.count(metric, ALL_TIME) for metric in EVER) and not _has_invoices(asked.scope),
        bool(hidden(asked.scope, (ACTIVITIES, PAIRS, DEALS_ALIVE, CLOSED))),
        later,
        _facts(asked),
    )


def key_figures(asked: Asked) -> list[KeyFigure]:
    """Return the key figures of the row alone. Costs a query per source, and those of the load's target."""
    sections = [section(asked, Medium.STRIP) for section in ROW]
    reading = _figures(asked, [section.key_wants() for section in sections])
    return [key for section in sections if (key := section.key(reading))]


def _part(section: Section, reading: PageReading) -> Part:
    if section.folded:
        return Part(section, None, None)
    shown = section.shows(reading)
    return Part(section, shown, section.key(reading.figures) if section.place is Place.PANEL else None)


def _read(asked: Asked, wanted: Sequence[Wanted], months: Iterable[Period]) -> PageReading:
    """Ask the engine once: for the sections, the months of the picker, and what figures are compared with."""
    gathering = Gathering(asked.scope)
    also = [
        *((metric, ALL_TIME) for metric in (*EVER, WON_VALUE)),
        *((ACTIVITIES, month) for month in months),
        *also_read(asked, [figure for each in wanted for figure in each.compared]),
    ]
    figures = _figures(asked, wanted, also, gathering)
    answers = ask(asked.scope, [question for each in wanted for question in each.questions], into=gathering)
    comparison = compared(asked, figures.count(WON_VALUE, ALL_TIME))
    return PageReading(figures, answers, comparison)


def _figures(
    asked: Asked,
    wanted: Sequence[Wanted],
    also: Iterable[tuple[Metric, Period]] = (),
    gathering: Gathering | None = None,
) -> Reading:
    groups: dict[str, dict[str, Any]] = {}
    for each in wanted:
        for source, columns in each.groups.items():
            groups.setdefault(source, {}).update(columns)
    further = [*also, *(pair for each in wanted for pair in each.also)]
    figures: list[Figure] = [figure for each in wanted for figure in each.figures]
    return read(asked.scope, figures, by=groups, also=further, into=gathering)


def _contact_span(scope: Scope) -> tuple[date | None, date | None]:
    """Return the days of the first and the last contact with the client, whatever the period."""
    rows = ACTIVITIES.rows(scope.during(ALL_TIME), gate=scope.counted)
    found = rows.aggregate(first=Min("happened_at"), last=Max("happened_at"))
    first, last = found["first"], found["last"]
    return (local_day(first), local_day(last)) if first and last else (None, None)


def _has_invoices(scope: Scope) -> bool:
    """Say whether the client ever had an invoice: one that has nothing else is not nothing."""
    ever = scope.during(ALL_TIME)
    return bool(INVOICED.rows(ever, gate=ever.counted).exists())


def _facts(asked: Asked) -> list[tuple[str, str]]:
    """Return the scope in words, the period with its days."""
    span = period_span(asked.scope.period)
    words = scope_words(asked)
    return [*words[:1], *([(_("Days"), span)] if span else []), *words[1:]]
