"""What the address of a list asks for, and the addresses of the lists beside it."""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from comptoir.items.addresses import list_url
from comptoir.items.choices import sources
from comptoir.items.queries.grammar import Written, read_conditions
from comptoir.items.queries.grouping import groupable
from comptoir.items.tables import Preset, columns_of, presets_of
from comptoir.items.types import ItemType
from comptoir.items.values import NotAValue, to_integer


@dataclass(frozen=True)
class ListRequest:
    """What the address of a list asks for; `url` writes the address of a neighbouring list.

    `base` is the address of a list that stands inside another page.
    """

    type: ItemType
    conditions: tuple[Written, ...] = ()
    q: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    preset: Preset = field(default_factory=lambda: Preset("all", ""))
    pipeline: int | None = None
    after: str = ""
    before: str = ""
    start: int = 0
    exact: bool = False
    panel: bool = False
    adding: str = ""
    group: str = ""
    base: str = ""

    def url(self, **changes: Any) -> str:
        """Return the address with these changes; another filter or order goes back to the first page."""
        paging = {"after": "", "before": "", "start": 0, "exact": False}
        asked = replace(self, **{**paging, "adding": "", **changes})
        return (self.base or list_url(self.type)) + ("?" + asked.query if asked.query else "")

    def hidden_pairs(self) -> list[tuple[str, str]]:
        """Return what the search box of the list sends along."""
        asked = replace(self, q="", after="", before="", start=0, exact=False, adding="")
        return parse_qsl(asked.query)

    @property
    def query(self) -> str:
        pairs: list[tuple[str, str]] = [("f", str(each)) for each in self.conditions]
        given = {
            "q": self.q,
            "order": self.order,
            "columns": ",".join(self.columns),
            "view": "" if self.preset.code == "all" else self.preset.code,
            "pipeline": "" if self.pipeline is None else str(self.pipeline),
            "group": self.group,
            "after": self.after,
            "before": self.before,
            "start": str(self.start) if self.start else "",
            "count": "exact" if self.exact else "",
            "panel": "filter" if self.panel else "",
            "add": self.adding,
        }
        return urlencode(pairs + [(name, value) for name, value in given.items() if value])


def read_request(item_type: ItemType, query: QueryDict) -> ListRequest:
    """Return what a list's address asks for. Errors: UnreadableFilter; what is merely unknown is left out."""
    presets = {preset.code: preset for preset in presets_of(item_type)}
    known = columns_of(item_type)
    order = query.get("order", "")
    sortable = {column.sort for column in known.values()} | {"id"}
    groups = {each.code for each in groupable(item_type)}
    return ListRequest(
        type=item_type,
        conditions=read_conditions(query.getlist("f")),
        q=query.get("q", "").strip()[:200],
        order=order if order.removeprefix("-") in sortable - {""} else "",
        columns=tuple(code for code in query.get("columns", "").split(",") if code in known),
        preset=presets.get(query.get("view", ""), next(iter(presets.values()))),
        pipeline=_pipeline(item_type, query.get("pipeline", "")),
        after=query.get("after", ""),
        before=query.get("before", ""),
        start=_start(query.get("start", "")),
        exact=query.get("count") == "exact",
        panel=query.get("panel") == "filter",
        group=query.get("group", "") if query.get("group", "") in groups else "",
        adding=query.get("add", "") if item_type.has(query.get("add", "")) else "",
    )


def _pipeline(item_type: ItemType, text: str) -> int | None:
    known = sources.pipelines.all(item_type.code) if item_type.has_pipelines else ()
    return next((choice.id for choice in known if str(choice.id) == text), None)


def _start(text: str) -> int:
    try:
        return min(max(to_integer(text) or 0, 0), 10**9)
    except NotAValue:
        return 0
