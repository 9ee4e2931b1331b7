"""What the address of a list asks for, the addresses of the lists beside it, and who may ask."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.items.core.addresses import list_url
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.values import to_integer
from comptoir.items.errors import OperationRefused
from comptoir.items.filters.address import Written, read_conditions
from comptoir.items.lists.columns import ALL, QuickView, columns_of, groupable, quick_views_of
from comptoir.kit.errors import NotAValue

# By what the lines of a grouped list can be sorted; "" is the order of the field's own list.
GROUP_ORDERS = ("count", "-count", "amount", "-amount")


@dataclass(frozen=True)
class ListRequest:
    """What the address of a list asks for; `url` writes the address of a neighbouring list.

    `base` is the address of a list within another page. `segment` is the number of the open segment, `kept`
    the filter that it keeps: as long as nothing else is asked for, the address names the segment alone. `lost`
    names what it asked for once and nothing understands any more.
    """

    type: ItemType
    conditions: tuple[Written, ...] = ()
    q: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    view: QuickView = ALL
    pipeline: int | None = None
    after: str = ""
    before: str = ""
    start: int = 0
    exact: bool = False
    panel: bool = False
    adding: str = ""
    group: str = ""
    by: str = ""
    base: str = ""
    segment: int = 0
    kept: str = ""
    lost: tuple[str, ...] = ()

    def url(self, **changes: Any) -> str:
        """Return the address with these changes; another filter or order goes back to the first page."""
        paging = {"after": "", "before": "", "start": 0, "exact": False}
        asked = replace(self, **{**paging, "adding": "", **changes})
        return (self.base or list_url(self.type)) + ("?" + asked.query if asked.query else "")

    def hidden_pairs(self) -> list[tuple[str, str]]:
        """Return what the search box of the list sends along."""
        asked = parse_qsl(replace(self, q="").asked_query)
        return [*asked, *self._edited_segment(), *([("panel", "filter")] if self.panel else [])]

    def without_segment(self) -> "ListRequest":
        """Return the list without the open segment and what it asks for; the pipeline stays."""
        return ListRequest(self.type, pipeline=self.pipeline, view=self.view) if self.segment else self

    @property
    def asked_query(self) -> str:
        """What is asked of the rows and how they are shown: the part of the address that a segment keeps."""
        return urlencode(self._asked())

    @property
    def is_edited(self) -> bool:
        """Say whether the open segment is asked for with another filter than its own."""
        return bool(self.segment) and self.asked_query != self.kept

    @property
    def query(self) -> str:
        asked = self._asked()
        if self.segment:
            asked = [*asked, *self._edited_segment()] if self.is_edited else [("segment", str(self.segment))]
        return urlencode(asked + self._place())

    def _asked(self) -> list[tuple[str, str]]:
        given = {
            "q": self.q,
            "order": self.order,
            "columns": ",".join(self.columns),
            "view": "" if self.view.code == ALL.code else self.view.code,
            "pipeline": "" if self.pipeline is None else str(self.pipeline),
            "group": self.group,
            "by": self.by if self.group else "",
        }
        return [("f", str(each)) for each in self.conditions] + _filled(given)

    def _edited_segment(self) -> list[tuple[str, str]]:
        return [("segment", str(self.segment)), ("edited", "1")] if self.segment else []

    def _place(self) -> list[tuple[str, str]]:
        return _filled(
            {
                "after": self.after,
                "before": self.before,
                "start": str(self.start) if self.start else "",
                "count": "exact" if self.exact else "",
                "panel": "filter" if self.panel else "",
                "add": self.adding,
            }
        )


def _filled(given: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in given.items() if value]


def read_request(item_type: ItemType, query: QueryDict) -> ListRequest:
    """Return what a list's address asks for. Errors: UnreadableFilter; what is merely unknown is left out."""
    views = {view.code: view for view in quick_views_of(item_type)}
    known = columns_of(item_type)
    order = query.get("order", "")
    sortable = {column.sort for column in known.values()} | {"id"}
    groups = {each.code for each in groupable(item_type)}
    return ListRequest(
        type=item_type,
        conditions=read_conditions(query.getlist("f")),
        q=query.get("q", "").replace("\x00", "").strip()[:200],
        order=order if order.removeprefix("-") in sortable - {""} else "",
        columns=tuple(code for code in query.get("columns", "").split(",") if code in known),
        view=views.get(query.get("view", ""), next(iter(views.values()))),
        pipeline=_pipeline(item_type, query.get("pipeline", "")),
        after=query.get("after", ""),
        before=query.get("before", ""),
        start=_start(query.get("start", "")),
        exact=query.get("count") == "exact",
        panel=query.get("panel") == "filter",
        group=query.get("group", "") if query.get("group", "") in groups else "",
        by=query.get("by", "") if query.get("by", "") in GROUP_ORDERS else "",
        adding=query.get("add", "") if item_type.has(query.get("add", "")) else "",
    )


def viewer_of_list(request: HttpRequest, item_type: ItemType) -> User:
    """Return the user who asks for a list. Errors: OperationRefused without the right to read such records at all."""
    viewer = user_of(request)
    if not item_type.allowed(viewer, "read"):
        raise OperationRefused(_("read"), item_type.plural)
    return viewer


def _pipeline(item_type: ItemType, text: str) -> int | None:
    known = sources.pipelines.all(item_type.code) if item_type.has_pipelines else ()
    return next((choice.id for choice in known if str(choice.id) == text), None)


def _start(text: str) -> int:
    try:
        return min(max(to_integer(text) or 0, 0), 10**9)
    except NotAValue:
        return 0
