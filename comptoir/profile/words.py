"""The words of the tab that depend on who the client is or on what a figure says: whole sentences, never glued."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from markupsafe import Markup, escape

from comptoir.account.queries import account
from comptoir.analytics.groups import Group
from comptoir.analytics.metric import Figure, Metric, Number, Ratio, Unit
from comptoir.items.core.addresses import card_url
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType
from comptoir.kit.period import quarter_of
from comptoir.kit.text import Text
from comptoir.profile.blocks import Channel, Column
from comptoir.profile.models import LoadAverage
from comptoir.profile.request import Asked
from comptoir.ui.component_values import Crumb, Tab
from comptoir.ui.formats import ago, format_date, money, number, percent
from comptoir.ui.periods import period_label, quarter_label

PREFERS: dict[str, Text] = {
    "call": gettext_lazy("The client prefers the phone: %(figures)s"),
    "email": gettext_lazy("The client prefers e-mail: %(figures)s"),
    "meeting": gettext_lazy("The client prefers meetings: %(figures)s"),
    "chat": gettext_lazy("The client prefers chat: %(figures)s"),
    "webform": gettext_lazy("The client prefers web forms: %(figures)s"),
    "sms": gettext_lazy("The client prefers text messages: %(figures)s"),
}
PREFERS_OTHER = gettext_lazy("The client mostly comes another way: %(figures)s")
VERDICTS: dict[int, tuple[str, Text]] = {
    -1: ("", gettext_lazy("below the target")),
    0: ("good", gettext_lazy("within the target")),
    1: ("warn", gettext_lazy("above the target")),
}
Quarter = tuple[Column, str, str, str]
LONGEST_CRUMB = 60
IDENTITY = ("type", "industry", "employees", "position", "address_country")


def prefers(channel: Channel, figures: Markup) -> Markup:
    """Return the sentence that names the channel the client prefers, with its figures."""
    return escape(str(PREFERS.get(channel.kind, PREFERS_OTHER))) % {"figures": figures}


def average_of(average: LoadAverage) -> str:
    """Return the average load, over how many clients it was measured, and how long ago."""
    values = {"value": number(average.average, 1), "count": number(average.clients), "age": ago(average.computed_at)}
    if average.client_type == "company":
        return _("average of %(count)s companies: %(value)s, measured %(age)s") % values
    return _("average of %(count)s contacts: %(value)s, measured %(age)s") % values


def quarters(columns: Sequence[Column], asked: Asked, currency: str) -> list[Quarter]:
    """Return the columns with their names, addresses and what is said of them; the year stands where it changes."""
    found: list[Quarter] = []
    for column in columns:
        whole = quarter_label(column.start)
        is_first = not found or column.start.month == 1
        name = whole if is_first else _("Q%(quarter)d") % {"quarter": quarter_of(column.start)}
        words = _("%(quarter)s: %(value)s") % {"quarter": whole, "value": money(column.value, currency)}
        if column.before is not None:
            words = _("%(words)s, a year earlier %(value)s") % {"words": words, "value": money(column.before, currency)}
        found.append((column, name, asked.figure("won_value", period=column.period), words))
    return found


def identity(item_type: ItemType, item: Any) -> list[str]:
    """Return what the client is, in a few words: its kind, type, industry, size, country; a person's position."""
    words = [str(item_type.label)]
    for code in IDENTITY:
        if not item_type.has(code):
            continue
        field, value = item_type.field(code), getattr(item, code)
        if value and field.directory:
            choice = sources.choices.find(field.directory, value)
            words.append(choice.name if choice else value)
        elif value:
            words.append(value)
    return words


def switch(asked: Asked) -> list[Tab]:
    """Return the two ways to look at a company; none for a contact."""
    if asked.item_type.code != "company":
        return []
    together = asked.scope.client.with_contacts
    return [
        Tab(_("Company + its contacts"), asked.page(contacts=""), current=together),
        Tab(_("Company only"), asked.page(contacts="0"), current=not together),
    ]


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


def counted_words(metric: Metric, count: int) -> str:
    """Return what the foot of a list counts: "deals"."""
    match metric.source.item_type:
        case "deal":
            return ngettext("deal", "deals", count)
        case "invoice":
            return ngettext("invoice", "invoices", count)
        case "payment":
            return ngettext("payment", "payments", count)
        case "pair":
            return ngettext("activity on a deal", "activities on deals", count)
    return ngettext("activity", "activities", count)


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
