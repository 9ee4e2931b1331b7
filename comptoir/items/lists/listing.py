"""One page of a list: filtered, sorted, and counted up to a cap."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import IntegerField, Q, QuerySet, Subquery

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.items.filters.address import meaning, read_condition
from comptoir.items.filters.to_sql import Filter
from comptoir.items.lists.columns import TITLE, ListColumn, columns_of, list_view_of
from comptoir.items.lists.groups import Counted, count_groups
from comptoir.items.lists.keyset import Sorting, sorting_of
from comptoir.items.lists.request import ListRequest
from comptoir.items.models import ListView
from comptoir.items.search import found_by
from comptoir.kit.filters import Group
from comptoir.ui.component_values import Page

PAGE = 50
COUNTED = 10_000
K = TypeVar("K")


class Listing:
    """One page of a list for one viewer. Each part is read once, when it is first used."""

    def __init__(
        self,
        request: ListRequest,
        viewer: User,
        *,
        within: Group | None = None,
        operation: str = "read",
        size: int = PAGE,
    ) -> None:
        self.request, self.viewer, self.type = request, viewer, request.type
        self.within, self.operation, self.size = within, operation, size

    @cached_property
    def liked(self) -> ListView | None:
        return list_view_of(self.viewer, self.type)

    @cached_property
    def columns(self) -> list[ListColumn]:
        """The columns in their order: of the address, else the viewer's own, else the type's."""
        known = columns_of(self.type)
        codes = self.request.columns or tuple(self.liked.columns if self.liked else ()) or self.type.default_columns
        wanted = [code for code in codes if code in known]
        return [known[code] for code in dict.fromkeys([TITLE, *wanted] if TITLE not in wanted else wanted)]

    @cached_property
    def order(self) -> str:
        liked = self.liked.order if self.liked else ""
        order = self.request.order or (liked if self.type.has(liked.removeprefix("-")) else "")
        return order or self.type.default_order[0]

    @cached_property
    def sorting(self) -> Sorting:
        return sorting_of(self.type, self.order)

    @cached_property
    def rows(self) -> "QuerySet[Any]":
        """Every row of the list, unsorted: what the count, the page and the export are taken from."""
        filter_ = Filter(self.type, account().zone, country=account().country)
        written = [read_condition(text) for text in self.request.view.conditions]
        condition = filter_.q(meaning(self.type, [*written, *self.request.conditions], self.viewer))
        if self.within is not None:
            condition &= filter_.q(self.within)
        if self.request.pipeline is not None:
            condition &= Q(pipeline=self.request.pipeline)
        if self.request.q:
            condition &= found_by(self.type, self.request.q)
        rows: QuerySet[Any] = self.type.visible_to(self.viewer, self.operation).filter(condition)
        return rows

    @cached_property
    def shown_columns(self) -> list[str]:
        """The model columns that the page shows, sorts by or names items by: the others are not fetched."""
        model = {each.attname for each in self.type.model._meta.concrete_fields}
        wanted = {"id", "pipeline_id", "currency", "account_amount", *self.type.title_columns, self.sorting.column}
        for column in self.columns:
            needs = column.computed.needs if column.computed else ()
            wanted |= {column.field.attribute} if column.field else set(needs)
        return sorted(wanted & model)

    @cached_property
    def sorted_rows(self) -> "QuerySet[Any]":
        return self.sorting.apply(self.rows)

    @cached_property
    def _fetched(self) -> list[Any]:
        """The rows of the page and one more, which tells whether there is another page."""
        request = self.request
        if request.before:
            place = self.sorting.read_place(request.before)
            turned = self.sorting.apply(self.rows, backwards=True).filter(self.sorting.beyond(place, backwards=True))
            return list(turned.only(*self.shown_columns)[: self.size + 1])
        rows = self.sorted_rows
        if request.after:
            rows = rows.filter(self.sorting.beyond(self.sorting.read_place(request.after)))
        return list(rows.only(*self.shown_columns)[: self.size + 1])

    @cached_property
    def items(self) -> list[Any]:
        page = self._fetched[: self.size]
        return page[::-1] if self.request.before else page

    @property
    def has_next(self) -> bool:
        return bool(self.request.before) or len(self._fetched) > self.size

    @property
    def has_previous(self) -> bool:
        if self.request.before:
            return len(self._fetched) > self.size
        return bool(self.request.after)

    @property
    def next_url(self) -> str:
        if not self.has_next or not self.items:
            return ""
        return self.request.url(after=self.sorting.place_of(self.items[-1]), start=self.first + len(self.items) - 1)

    @property
    def previous_url(self) -> str:
        if not self.has_previous or not self.items:
            return ""
        start = max(self.first - 1 - self.size, 0)
        return self.request.url(before=self.sorting.place_of(self.items[0]), start=start)

    @property
    def first(self) -> int:
        return self.request.start + 1

    @cached_property
    def total(self) -> int:
        """How many rows there are, counted up to the cap unless the address asks for the exact number."""
        if self.request.group:
            return sum(each.count for each in self.groups)
        if self.request.exact:
            return self.rows.count()
        if not self.request.after and not self.request.before and len(self._fetched) <= self.size:
            return len(self._fetched)
        # Counted inside a LIMIT, so that a list of millions costs as much as one of COUNTED rows.
        return self.rows.order_by()[: COUNTED + 1].count()

    @cached_property
    def groups(self) -> list[Counted]:
        """The rows counted by the values of the field that the address groups by."""
        return count_groups(self.type, self.rows, self.type.field(self.request.group))

    @cached_property
    def page(self) -> Page | None:
        """The foot of the page; None for an empty page and for groups."""
        if self.request.group or not self.items:
            return None
        here, last = self.request, self.first + len(self.items) - 1
        return Page(
            first=self.first,
            last=last,
            total=COUNTED if self.is_capped else max(self.total, last),
            capped=self.is_capped,
            previous_url=self.previous_url,
            next_url=self.next_url,
            count_url=here.url(exact=True, after=here.after, before=here.before, start=here.start),
        )

    @property
    def is_capped(self) -> bool:
        return not (self.request.exact or self.request.group) and self.total > COUNTED

    @property
    def page_sum(self) -> Decimal | None:
        """The sum of the page's amounts in the account's currency; None where there are no amounts."""
        if not self.type.has("amount"):
            return None
        return sum((item.account_amount or Decimal(0) for item in self.items), Decimal(0))


def count_each(viewer: User, rows: "Mapping[K, QuerySet[Any]]", most: int) -> dict[K, int]:
    """Return the number of rows of each query, at most `most` + 1; one query for all of them."""
    if not rows:
        return {}
    counted = {
        f"count_{place}": _CountOf(each.order_by().values("pk")[: most + 1]) for place, each in enumerate(rows.values())
    }
    # The ORM cannot select without a table, so the counts are columns of the viewer's own row.
    counts = User.objects.filter(pk=viewer.pk).annotate(**counted).values_list(*counted).get()
    return dict(zip(rows, counts, strict=True))


class _CountOf(Subquery):
    """The number of rows of a query, inside another one."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
