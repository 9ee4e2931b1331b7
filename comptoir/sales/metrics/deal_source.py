"""The source of figures about deals: its rows, the dates by which they count, their groups and columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from comptoir.account.queries import account
from comptoir.analytics.groups import by_person, by_pipeline, by_stage
from comptoir.analytics.metric import Dating, between, moment_in
from comptoir.analytics.records import (
    Record,
    RecordColumn,
    RecordTable,
    in_account_currency,
    linked,
    name_of,
    person,
    plain,
    stage,
    title_of,
)
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.analytics.source import ItemList, Source
from comptoir.items.core.choices import Choice, sources
from comptoir.items.core.item_types import item_types
from comptoir.items.kinds.stage import stage_choice
from comptoir.kit.semantics import Semantics
from comptoir.sales.metrics.common import of_subject
from comptoir.sales.models import Deal, DealContact
from comptoir.ui import formats


def deal_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the subject's deals, each once; a contact's are those of which it is the main or a secondary contact.

    Without the templates of recurring deals. `begun_on` and `closed_on` are days in the account's zone, `lasted` the
    time between them.
    """
    zone = account().zone
    # The zone must be named: without it the database truncates in the active zone, which in a job is UTC.
    begun = Coalesce("begin_date", TruncDate("created_at", tzinfo=zone))
    rows = of_subject(gate("deal").filter(is_recurring=False), DealContact, "deal", scope)
    dated: Rows = rows.annotate(begun_on=begun, closed_on=TruncDate("closed_at", tzinfo=zone)).annotate(
        lasted=F("closed_on") - F("begun_on")
    )
    return dated


def _alive(scope: Scope) -> Q:
    """Return the condition of R3: begun before the period's end, and open or closed since its start."""
    start, _end = scope.bounds()
    still = Q(semantics=Semantics.IN_PROGRESS) | between("closed_at", start, None)
    return _begun_within(None, scope) & (still if start else Q())


def _begun(scope: Scope) -> Q:
    return _begun_within(scope.period.start, scope)


def _begun_within(first: date | None, scope: Scope) -> Q:
    """Return the condition on the day a deal began.

    Written with plain columns instead of `begun_on`: no index serves an expression.
    """
    start, end = scope.bounds()
    if first is None and end is None:
        return Q()
    created = between("created_at", start if first else None, end)
    return between("begin_date", first, scope.period.end) | (Q(begin_date__isnull=True) & created)


# --- How they are listed ---
@dataclass(frozen=True)
class DealRecord(Record):
    """`role`: whether the contact of the figures is the deal's main one; None if they are not about a contact."""

    pipeline: str
    stage: Choice | None
    role: bool | None

    @property
    def lasted(self) -> int | None:
        return self.item.lasted.days if self.item.lasted is not None else None


def load_deals(rows: Rows, scope: Scope) -> list[DealRecord]:
    deals: list[Deal] = list(rows.select_related("responsible"))
    pipelines = {choice.id: choice.name for choice in sources.pipelines.all("deal")}
    return [
        DealRecord(
            deal,
            pipelines.get(deal.pipeline_id, ""),
            stage_choice(item_types.get("deal"), deal, deal.stage),
            role,
        )
        for deal, role in zip(deals, _roles(deals, scope), strict=True)
    ]


def _roles(deals: Sequence[Deal], scope: Scope) -> list[bool | None]:
    if not scope.is_about_client or scope.client.type_code != "contact":
        return [None] * len(deals)
    links = DealContact.objects.filter(contact=scope.client.id, deal__in=deals)
    main = dict(links.values_list("deal", "is_primary"))
    return [main.get(deal.pk, False) for deal in deals]


def _role(row: DealRecord) -> str:
    return pgettext("of a contact in a deal", "main") if row.role else pgettext("of a contact in a deal", "secondary")


Column = RecordColumn[DealRecord]
COLUMNS = (
    Column("title", _("Deal"), linked, title_of, order="title", place="title"),
    Column(
        "pipeline",
        _("Pipeline"),
        lambda row: row.pipeline,
        lambda row: row.pipeline,
        order="pipeline",
    ),
    Column(
        "stage",
        _("Stage"),
        lambda row: stage(row.stage, row.item.stage),
        lambda row: row.stage.name if row.stage else str(row.item.stage),
        order="stage",
        place="start",
    ),
    Column(
        "responsible",
        _("Responsible"),
        lambda row: person(row.item.responsible),
        lambda row: name_of(row.item.responsible),
        order="responsible",
        key="responsible__last_name",
        place="second",
    ),
    Column(
        "role",
        pgettext_lazy("of a contact in a deal", "Role"),
        _role,
        lambda row: "" if row.role is None else _role(row),
        tells_apart=lambda row: row.role is not None,
    ),
    Column(
        "begin",
        _("Begin date"),
        lambda row: formats.format_date(row.item.begin_date or row.item.created_at),
        lambda row: plain(row.item.begin_date or row.item.created_at),
        order="begin",
        key="begin_date",
        numeric=True,
    ),
    Column(
        "closed",
        _("Closed on"),
        lambda row: formats.format_date(row.item.closed_at),
        lambda row: plain(row.item.closed_at),
        order="closed",
        key="closed_at",
        numeric=True,
        place="end",
    ),
    Column(
        "lasted",
        _("Days"),
        lambda row: formats.number(row.lasted),
        lambda row: plain(row.lasted),
        order="lasted",
        numeric=True,
        sums="lasted",
    ),
    Column(
        "amount",
        _("Amount"),
        lambda row: formats.money(row.item.amount, row.item.currency),
        lambda row: plain(row.item.amount),
        order="amount",
        numeric=True,
        place="value",
    ),
    Column(
        "account_amount",
        _("Account's currency"),
        lambda row: in_account_currency(row.item.account_amount),
        lambda row: plain(row.item.account_amount),
        order="account_amount",
        numeric=True,
        tells_apart=lambda row: row.item.account_amount != row.item.amount,
    ),
    Column("currency", _("Currency"), lambda row: row.item.currency, lambda row: row.item.currency, on_page=False),
)
DEAL_RECORDS = RecordTable(
    "deal", COLUMNS, usual_order="-amount", load=load_deals, counted=lambda count: ngettext("deal", "deals", count)
)


DEAL_SOURCE = Source(
    "deals",
    _("Deals of the client"),
    "deal",
    deal_rows,
    DEAL_RECORDS,
    {"pipeline": by_pipeline("deal"), "stage": by_stage("deal"), "person": by_person()},
    item_list=ItemList(
        groups={"pipeline": "pipeline", "stage": "stage", "person": "responsible"}, always=("is_recurring:empty",)
    ),
)
CLOSING = moment_in("closed_at", _("the moment the deal entered a final stage; imported: the file's close date"))
LIFETIME = Dating(_("from the begin date, else the day of creation, to the closing"), _alive)
BEGINNING = Dating(_("the begin date, else the day of creation"), _begun, "begun_on", is_day=True)
NOW = Dating(_("none: the deals that are in progress now"), lambda _scope: Q())
