"""The page for developers that shows every component in every state, in both themes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.kit.errors import Invalid, NotFound
from comptoir.kit.money import Money
from comptoir.kit.period import parse_period
from comptoir.ui.component_values import Column, Crumb, Option, Page, Share, Stage, Tab
from comptoir.ui.periods import PeriodPicker, period_picker, requested_code
from comptoir.ui.render import render
from comptoir.ui.responses import notify, saved

STAGES = (
    ("NEW", "New", "#39a8ef", ""),
    ("PREPARATION", "Document preparation", "#2fc6f6", ""),
    ("PREPAYMENT_INVOICE", "Prepayment invoice", "#55d0e0", ""),
    ("EXECUTING", "In progress", "#47e4c2", ""),
    ("FINAL_INVOICE", "Final invoice", "#ffa900", ""),
    ("WON", "Deal won", "#7bd500", "S"),
    ("LOSE", "Deal lost", "#ff5752", "F"),
)
SOURCES = (
    "Call",
    "E-mail",
    "Website",
    "Advertising",
    "Existing client",
    "Recommendation",
    "Trade show",
    "Web form",
    "Other",
)
COLOURS = ("#2f6fb5", "#0b8a6a", "#3aa0e0", "#f5a623", "#7bd500", "#45c7a4", "#c2740c", "#b23a6f", "#8b8f8a")
NAMES = ("GTX Plus Pro, siège", "GTX Basic", "MG Advanced, direction", "A" + " very" * 30 + " long name")


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/gallery.html", _context(request))


def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Show a record of no kind, for sliders: `slow-…` has nothing to do with speed, `form` holds a form."""
    if name == "missing":
        raise NotFound
    crumbs = [Crumb(_("Components"), reverse("ui:gallery")), Crumb(_("Sample"))]
    return render(request, "ui/gallery/sample.html", {**_context(request), "name": name, "crumbs": crumbs})


@require_POST
def save_sample(request: HttpRequest) -> HttpResponse:
    """Refuse an empty name, else close the slider with an Undo."""
    if not request.POST.get("name"):
        raise Invalid(fields={"name": _("Give a name.")})
    return saved(request, reverse("ui:gallery"), _("Saved."), undo_url=reverse("ui:undo"), event="sample:changed")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    return notify(request, HttpResponse(status=204), _("Undone."), kind="good")


def inline(request: HttpRequest) -> HttpResponse:
    """Give the form of a field edited in place, and take it back."""
    if request.method == "GET":
        return render(request, "ui/gallery/_inline_form.html", {"value": "6038", "error": ""})
    value = request.POST.get("amount", "")
    if not value.isdigit():
        context = {"value": value, "error": _("Write a whole number.")}
        return render(request, "ui/gallery/_inline_form.html", context, status=422)
    response = render(request, "ui/gallery/_inline_field.html", {"amount": Money(Decimal(value), "EUR")})
    return notify(request, response, _("Amount changed."), undo_url=reverse("ui:undo"))


def people(request: HttpRequest) -> JsonResponse:
    """Answer what a remote combobox asks."""
    names = (
        "Anna Snelling",
        "Marty Freudenburg",
        "Darcel Schlecht",
        "Moses Frase",
        "Versie Hillebrand",
        "Cecily Lampkin",
    )
    text = request.GET.get("q", "").lower()
    found = [
        {"value": str(i), "label": name, "hint": _("Sales")} for i, name in enumerate(names, 1) if text in name.lower()
    ]
    return JsonResponse(found, safe=False)


def _context(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "stages": STAGES,
        "stage_steps": _stage_steps(),
        "sources": [Option(str(i), name, COLOURS[i]) for i, name in enumerate(SOURCES)],
        "types": [Option("sale", _("Sale of goods")), Option("service", _("Service"))],
        "tabs": [
            Tab(_("General"), "#", current=True),
            Tab(_("Products"), "#", count=3),
            Tab(_("Quotes"), "#", count=1),
            Tab(_("History"), "#"),
        ],
        "segments": [Tab(_("Board"), "#", icon="square-kanban"), Tab(_("List"), "#", current=True, icon="list")],
        "crumbs": [Crumb(_("Settings"), "#"), Crumb(_("CRM settings"), "#"), Crumb(_("Starting point"))],
        "columns": _columns(),
        "rows": _rows(today),
        "page": Page(1, 50, 10_000, capped=True, next_url="#", count_url="#"),
        "shares": [
            Share(_("Won"), 55, tone="good"),
            Share(_("In progress"), 8, tone="info"),
            Share(_("Lost"), 38, tone="bad"),
        ],
        "picker": _picker(request, today),
        "amount": Money(Decimal(6038), "EUR"),
        "moment": timezone.now() - timedelta(hours=3),
    }


def _stage_steps() -> list[Stage]:
    states = ("done", "done", "current", "ahead", "ahead")
    notes = ("4 d", "11 d", "24 d", "", "")
    return [
        Stage(name, colour, state, note, reverse("ui:undo"))
        for (_code, name, colour, _semantics), state, note in zip(STAGES, states, notes, strict=False)
    ]


def _columns() -> list[Column]:
    return [
        Column(_("Choose"), hidden_label=True, modifier="cell-check"),
        Column(_("Deal"), sort_url="#"),
        Column(_("Stage")),
        Column(_("Responsible")),
        Column(_("Closed"), numeric=True),
        Column(_("Amount"), numeric=True, sort_url="#", direction="desc"),
    ]


def _rows(today: date) -> list[dict[str, Any]]:
    amounts = ("6038", "550.5", "3393", "123456789.99")
    return [
        {"name": name, "stage": STAGES[place * 2], "day": today - timedelta(days=place * 20), "amount": Decimal(amount)}
        for place, (name, amount) in enumerate(zip(NAMES, amounts, strict=True))
    ]


def _picker(request: HttpRequest, today: date) -> PeriodPicker:
    period = parse_period(requested_code(request.GET) or "ALL", today)
    return period_picker(
        period,
        lambda code: f"?period={code}",
        action=reverse("ui:gallery"),
        today=today,
        counts=lambda first: (first.month * 7 + first.year) % 23,
    )
