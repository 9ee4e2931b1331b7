"""The words about a figure: its value, its part, its scope, and the way to it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comptoir.account.queries import account
from comptoir.analytics.groups import Group
from comptoir.analytics.metric import Figure, Metric, Number, Ratio, Unit
from comptoir.items.core.addresses import card_url
from comptoir.profile.request import Asked
from comptoir.ui.component_values import Crumb
from comptoir.ui.formats import format_date, money, number, percent
from comptoir.ui.periods import period_label

LONGEST_CRUMB = 60


def part_words(metric: Metric, part: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the part of a figure in words: (what, which). Units of time are part of the period's words."""
    groups = metric.source.groups
    return [(str(groups[name].label), _slice(groups[name], value)) for name, value in part.items() if name in groups]


def _slice(group: Group, value: str) -> str:
    described = group.describe([group.parse(value)])
    return described[0].label if described else value


def scope_words(asked: Asked) -> list[tuple[str, str]]:
    """Return period, company switch and responsible person in words: (what, which)."""
    words = [(_("Period"), period_label(asked.scope.period))]
    if asked.item_type.code == "company":
        together = asked.scope.client.with_contacts
        words.append((_("Scope"), _("the company and its contacts") if together else _("the company alone")))
    words.append((_("Responsible"), asked.responsible.full_name if asked.responsible else _("anyone")))
    if asked.past:
        words.append((_("As it was at the end of"), format_date(asked.past)))
    return words


def crumbs(asked: Asked, figure: Figure) -> list[Crumb]:
    """Return the way to a figure: the client, its profile, the figure."""
    title = asked.item_type.title_of(asked.item) or f"#{asked.item.pk}"
    return [
        Crumb(
            title if len(title) <= LONGEST_CRUMB else f"{title[:LONGEST_CRUMB]}…",
            card_url(asked.item_type, asked.item.pk),
        ),
        Crumb(pgettext("of a client", "Profile"), asked.page()),
        Crumb(figure.label, asked.figure(figure.code)),
    ]


def written(figure: Figure, value: Number | None) -> str:
    """Write a figure as its unit wants it; a dash when there is no data."""
    digits = figure.digits if isinstance(figure, Ratio) else None
    match figure.unit:
        case Unit.MONEY:
            return money(value, account().currency)
        case Unit.PERCENT:
            return percent(value, digits or 0)
        case Unit.DAYS if value is not None:
            days = number(value, digits)
            return ngettext("%(days)s day", "%(days)s days", int(value) if value == int(value) else 2) % {"days": days}
    return number(value, digits)
