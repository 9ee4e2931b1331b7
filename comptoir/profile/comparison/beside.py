"""What the figures of a page are compared with: nothing, the previous period, or similar clients."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.account.queries import local_day
from comptoir.analytics.metric import Figure, Metric, Number, terms_of
from comptoir.analytics.scope import Scope
from comptoir.kit.period import Period
from comptoir.profile.client import is_scored
from comptoir.profile.comparison.change import Change, delta, previous, written
from comptoir.profile.comparison.measuring import identity, measure_later, measure_peers
from comptoir.profile.comparison.peers import FEWEST_PEERS, PeerFigures, Peers, figures_of, peer_groups
from comptoir.profile.metrics import is_small
from comptoir.profile.models import PeerMeasure
from comptoir.profile.request import Asked
from comptoir.ui.formats import ago, number, percent
from comptoir.ui.periods import short_period_label

DAY = timedelta(days=1)
AUTOMATIC = "peers"


@dataclass(frozen=True)
class MenuEntry:
    """Something that figures can be compared with."""

    label: str
    hint: str
    url: str
    current: bool


@dataclass(frozen=True)
class Comparison:
    """What figures are compared with; `note` says it, or why there is nothing. `short` names it in few words."""

    short: str = ""
    note: str = ""
    period: Period | None = None
    peers: PeerFigures | None = None

    def of(self, figure: Figure, now: Number | None, before: Number | None) -> Change | None:
        """Return the comparison of a figure; None if there is none."""
        if self.period is not None:
            return delta(figure, now, before, self.period)
        if self.peers is None or now is None:
            return None
        place = self.peers.place_of(figure.code, now)
        if place is None:
            few = _("too few similar clients have data")
            return Change("", few, few)
        middle = _("median %(value)s") % {"value": written(figure, place.median)}
        rank = _("higher than %(share)s of %(count)s others") % {
            "share": percent(place.higher_than, 0),
            "count": number(place.others),
        }
        return Change(middle, f"· {rank}", f"{middle}, {rank}")


def also_read(asked: Asked, figures: Iterable[Figure]) -> list[tuple[Metric, Period]]:
    """Return what must be read in addition to the figures, so that they can be compared."""
    period = previous(asked.scope) if asked.compare == "previous" else None
    return [(metric, period) for figure in figures for metric in terms_of(figure)] if period else []


def compared(asked: Asked, won_value: Number) -> Comparison:
    """Return what the viewer compares with; `won_value` is all that was won with the client, as far as they see it."""
    if asked.compare == "previous":
        return _previous(asked.scope)
    return _with_peers(asked, won_value) if asked.compare else Comparison()


def _previous(scope: Scope) -> Comparison:
    period = previous(scope)
    if period is None:
        return Comparison(note=_("Nothing to compare with: choose a report period that has a first and a last day."))
    when = short_period_label(period)
    note = _("Compared with %(period)s.") % {"period": when}
    if scope.period.end and scope.period.end > local_day(scope.as_of) + DAY:
        note = _("Compared with the whole of %(period)s; the period itself is not over yet.") % {"period": when}
    return Comparison(short=when, note=note, period=period)


def _with_peers(asked: Asked, won_value: Number) -> Comparison:
    if asked.past:
        return Comparison(note=_("Similar clients are only compared as they are today."))
    if asked.scope.responsible:
        return Comparison(note=_("Similar clients are compared whoever is responsible: choose “anyone” to see them."))
    if not is_scored(asked.item):
        return Comparison(note=_("This contact is left out of scoring, and so of comparisons with similar clients."))
    groups = _groups(asked, won_value)
    if not groups:
        return Comparison(note=_("Nothing says which clients are similar: fill in the type or the industry first."))
    sizes = {group: _others(group, asked.scope) for group in groups}
    peers = next((group for group in groups if sizes[group] >= FEWEST_PEERS), groups[0])
    if sizes[peers] < FEWEST_PEERS:
        words = {"group": peers.name}
        return Comparison(
            short=peers.name,
            note=_("Fewer than five others are similar (%(group)s): a median would tell of single ones.") % words,
        )
    return _measured(peers, asked.scope)


def _groups(asked: Asked, won_value: Number) -> list[Peers]:
    """Return the groups to try: the one asked for, or all, the closest first."""
    groups = peer_groups(asked.scope.client, asked.item, won_value)
    wanted = asked.compare.removeprefix(f"{AUTOMATIC}-")
    return groups if wanted == AUTOMATIC else [group for group in groups if group.basis == wanted]


def _others(peers: Peers, scope: Scope) -> int:
    """Return how many others there are, as far as it matters."""
    count: int = peers.rows(scope).exclude(pk=scope.client.id).order_by()[:FEWEST_PEERS].count()
    return count


def _measured(peers: Peers, scope: Scope) -> Comparison:
    """Return what the group reached: measured today, now where that is quick, else by a job."""
    measure = PeerMeasure.objects.filter(**identity(peers, scope)).first()
    if measure is None or measure.computed_at < timezone.now() - DAY:
        if is_small():
            measure = measure_peers(peers, scope, at=timezone.now())
        else:
            measure_later(peers, scope)
    if measure is None:
        note = _("What similar clients reached is being measured: it appears in a few minutes.")
        return Comparison(short=peers.name, note=note)
    words = {"count": number(measure.clients - 1), "group": peers.name, "age": ago(measure.computed_at)}
    note = _("Compared with %(count)s others (%(group)s), over all records whoever may see them, measured %(age)s.")
    return Comparison(short=peers.name, note=note % words, peers=figures_of(peers, measure))


def menu(asked: Asked, won_value: Number) -> list[MenuEntry]:
    """Return the entries of the menu."""
    period = previous(asked.scope)
    hint = short_period_label(period) if period else _("choose a report period first")
    found = [
        _entry(asked, "", pgettext("compare with", "nothing"), ""),
        _entry(asked, "previous", _("previous period"), hint),
    ]
    groups = peer_groups(asked.scope.client, asked.item, won_value)
    if groups:
        found.append(_entry(asked, AUTOMATIC, _("similar clients"), _("the closest group")))
    found += [_entry(asked, f"{AUTOMATIC}-{group.basis}", _("similar clients"), group.name) for group in groups]
    return found


def _entry(asked: Asked, code: str, label: str, hint: str) -> MenuEntry:
    return MenuEntry(label, hint, asked.page(compare=code), asked.compare == code)
