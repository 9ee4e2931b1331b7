"""Load per channel: activities by channel and direction, the channel the client prefers, what is planned."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from comptoir.activities.choices import CHANNELS, ActivityKind
from comptoir.activities.metrics import ACTIVITIES, MISSED, PLANNED
from comptoir.analytics.metric import Number
from comptoir.analytics.reading import Groups, Reading
from comptoir.kit.period import Period
from comptoir.kit.text import Text
from comptoir.profile.comparison.change import Change
from comptoir.profile.sections.channels.shares import Arc, arcs, shares
from comptoir.profile.sections.section import KeyFigure, PageReading, Place, Section, Wanted
from comptoir.ui.formats import number

ACTIVITY_GROUPS: Groups = {"activities": {"channel": "kind", "direction": "direction"}}
# Fewer incoming activities than this say nothing about what a client prefers.
FEWEST_INCOMING = 5
PREFERS: dict[str, Text] = {
    "call": gettext_lazy("The client prefers the phone: %(figures)s"),
    "email": gettext_lazy("The client prefers e-mail: %(figures)s"),
    "meeting": gettext_lazy("The client prefers meetings: %(figures)s"),
    "chat": gettext_lazy("The client prefers chat: %(figures)s"),
    "webform": gettext_lazy("The client prefers web forms: %(figures)s"),
    "sms": gettext_lazy("The client prefers text messages: %(figures)s"),
}
PREFERS_OTHER = gettext_lazy("The client mostly comes another way: %(figures)s")
PREFERS_IN_SHORT: dict[str, Text] = {
    "call": gettext_lazy("prefers the phone"),
    "email": gettext_lazy("prefers e-mail"),
    "meeting": gettext_lazy("prefers meetings"),
    "chat": gettext_lazy("prefers chat"),
    "webform": gettext_lazy("prefers web forms"),
    "sms": gettext_lazy("prefers text messages"),
}


@dataclass(frozen=True)
class Channel:
    """A channel's row; `in_bar` and `out_bar` are percents of the widest bar."""

    kind: str
    label: str
    count: int
    share: Decimal
    incoming: int
    outgoing: int
    in_bar: float
    out_bar: float
    arc: Arc

    def preferred(self, figures: Markup) -> Markup:
        """Return the sentence that names this channel as the one the client prefers, with its figures."""
        return escape(str(PREFERS.get(self.kind, PREFERS_OTHER))) % {"figures": figures}


@dataclass(frozen=True)
class Channels:
    """All channels, those with most activities first. preferred: None where none stands out."""

    rows: list[Channel]
    total: int
    incoming: int
    outgoing: int
    preferred: Channel | None

    @property
    def largest(self) -> Channel | None:
        return self.rows[0] if self.rows and self.rows[0].count else None


@dataclass(frozen=True)
class Before:
    """The activities of each channel in the period compared with."""

    short: str
    period: Period
    counts: dict[str, Number]


@dataclass(frozen=True)
class ChannelLoad:
    channels: Channels
    change: Change | None
    before: Before | None
    planned: Number
    missed: Number


class ChannelsSection(Section):
    """The ring, the table with both directions, and the sentence about what the client prefers."""

    code = "channels"
    template = "profile/sections/channels/section.html"
    place = Place.PANEL

    def wants(self) -> Wanted:
        return Wanted((ACTIVITIES, PLANNED, MISSED), compared=(ACTIVITIES,), groups=ACTIVITY_GROUPS)

    def shows(self, reading: PageReading) -> ChannelLoad:
        return ChannelLoad(
            channels_of(reading.figures),
            reading.change(ACTIVITIES),
            _before(reading),
            reading.count(PLANNED),
            reading.count(MISSED),
        )

    def key_wants(self) -> Wanted:
        return Wanted((ACTIVITIES,), groups=ACTIVITY_GROUPS)

    def key(self, reading: Reading) -> KeyFigure:
        channels = channels_of(reading)
        preferred = channels.preferred
        return KeyFigure(
            _("Activities"),
            number(channels.total),
            self.asked.figure(ACTIVITIES.code),
            PREFERS_IN_SHORT.get(preferred.kind, "") if preferred else "",
            ink=preferred.kind if preferred else "",
        )


def channels_of(reading: Reading) -> Channels:
    """Return the channels of a reading that divides activities by ACTIVITY_GROUPS."""
    counts = {kind: int(reading.count(ACTIVITIES, channel=kind)) for kind in kinds_of(reading)}
    kinds = sorted(counts, key=lambda kind: -counts[kind])
    ordered = [counts[kind] for kind in kinds]
    split = {
        kind: [int(reading.count(ACTIVITIES, channel=kind, direction=way)) for way in ("in", "out")] for kind in kinds
    }
    widest = max((value for pair in split.values() for value in pair), default=0) or 1
    labels = dict(ActivityKind.choices)
    rows = [
        Channel(
            kind,
            str(labels.get(kind, kind)),
            counts[kind],
            share,
            split[kind][0],
            split[kind][1],
            round(50 * split[kind][0] / widest, 2),
            round(50 * split[kind][1] / widest, 2),
            arc,
        )
        for kind, share, arc in zip(kinds, shares(ordered), arcs(ordered), strict=True)
    ]
    incoming, outgoing = (int(reading.count(ACTIVITIES, direction=way)) for way in ("in", "out"))
    return Channels(rows, sum(ordered), incoming, outgoing, _preferred(rows, incoming))


def kinds_of(reading: Reading) -> list[str]:
    """Return the channels in their usual order, then further kinds that the account counts."""
    found = [str(kind) for kind in CHANNELS]
    return found + [kind for kind in reading.groups(ACTIVITIES, "channel") if kind not in found]


def _before(reading: PageReading) -> Before | None:
    period = reading.comparison.period
    if period is None:
        return None
    counts = {kind: reading.count(ACTIVITIES, period, channel=kind) for kind in kinds_of(reading.figures)}
    return Before(reading.comparison.short, period, counts)


def _preferred(rows: list[Channel], incoming: int) -> Channel | None:
    """Return the channel by which the client comes to us most, when there is enough to say so and one stands out."""
    best = sorted(rows, key=lambda row: -row.incoming)
    if incoming < FEWEST_INCOMING or not best or (len(best) > 1 and best[0].incoming == best[1].incoming):
        return None
    return best[0]
