"""The four key figures of a client in one row: for its card and for whoever points at its name."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.metric import Figure
from comptoir.analytics.reading import read
from comptoir.items.core.item_types import ItemType
from comptoir.kit.text import Text
from comptoir.profile import blocks
from comptoir.profile.client import find_client
from comptoir.profile.figures import ACTIVITY_GROUPS, load_averages
from comptoir.profile.metrics import CONVERSION, LOAD
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.sections.load.targets import load_targets
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.words import VERDICTS
from comptoir.sales.metrics.deals import WON, WON_VALUE
from comptoir.ui.formats import money, number, percent
from comptoir.ui.periods import short_period_label
from comptoir.ui.render import render

SHOWN: tuple[Figure, ...] = (ACTIVITIES, LOAD, WON, WON_VALUE, CONVERSION)
PREFERRED: dict[str, Text] = {
    "call": gettext_lazy("prefers the phone"),
    "email": gettext_lazy("prefers e-mail"),
    "meeting": gettext_lazy("prefers meetings"),
    "chat": gettext_lazy("prefers chat"),
    "webform": gettext_lazy("prefers web forms"),
    "sms": gettext_lazy("prefers text messages"),
}


@dataclass(frozen=True, slots=True)
class StripFigure:
    """A figure as it is read: its value, the address of its records, a few words beneath; ink colours a channel."""

    label: Text
    value: str
    url: str
    note: Text = ""
    tone: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The row: its figures, the period in force and the address of the whole profile."""

    figures: list[StripFigure]
    caption: str
    url: str


def strip_of(asked: Asked) -> Strip:
    """Return load, activities, value won and conversion of the scope: the numbers of the tab.

    Shape:  three queries for the figures, two for the target the load is held against.
    """
    scope = asked.scope
    reading = read(scope, SHOWN, by=ACTIVITY_GROUPS)
    averages = load_averages(asked.item_type.code)
    load = blocks.whole_load(reading, averages, load_targets(asked.item_type.code))
    channels = blocks.channel_block(reading)
    tone, verdict = VERDICTS[load.scale.verdict] if load.scale else ("", "")
    won = int(reading.count(WON))
    preferred = channels.preferred
    figures = [
        StripFigure(
            pgettext("communication", "Load"),
            number(load.value, 1),
            asked.figure(LOAD.code),
            verdict or _("activities per deal"),
            tone,
        ),
        StripFigure(
            _("Activities"),
            number(channels.total),
            asked.figure(ACTIVITIES.code),
            PREFERRED.get(preferred.kind, "") if preferred else "",
            ink=preferred.kind if preferred else "",
        ),
        StripFigure(
            _("Value won"),
            money(Decimal(reading.count(WON_VALUE)), account().currency),
            asked.figure(WON_VALUE.code),
            ngettext("%(count)s won deal", "%(count)s won deals", won) % {"count": number(won)},
        ),
        StripFigure(
            CONVERSION.label,
            percent(reading.value(CONVERSION), 2),
            asked.figure(CONVERSION.code),
            f"{number(won)} ÷ {number(channels.total)} × 100" if channels.total else "",
        ),
    ]
    return Strip(figures, short_period_label(scope.period), asked.path)


@require_safe
def strip(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the strip for the reader's usual period. Errors: NotFound, and those of the address's scope."""
    viewer = user_of(request)
    client = find_client(item_type, item_id, viewer)
    asked = read_asked(request.GET, item_type, client, viewer)
    with in_its_time(asked):
        found = strip_of(asked)
    title = item_type.title_of(client) or f"#{client.pk}"
    return render(request, "profile/_strip.html", {"strip": found, "title": title})
