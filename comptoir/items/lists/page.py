"""What the page of a list shows round its table: quick views, pipelines, filter panel, columns, paging, exports."""

from dataclasses import dataclass
from urllib.parse import urlencode

from comptoir.account.queries import account
from comptoir.items.core.addresses import changed_event, list_url, new_url
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType
from comptoir.items.filters.panel import Chip, ConditionForm, chips_of, conditions_of, filterable
from comptoir.items.lists.cells import table_of
from comptoir.items.lists.columns import ALL, TITLE, columns_of, groupable, quick_views_of
from comptoir.items.lists.groups import GroupTable, group_table
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.request import ListRequest
from comptoir.items.lists.segments.reading import segment_or_404
from comptoir.items.lists.segments.screen import OpenSegment, SegmentEntry, entries, open_segment, tabs_of
from comptoir.items.lists.table import Table
from comptoir.kit.text import Text
from comptoir.ui.component_values import Option, Page, Tab


@dataclass(frozen=True)
class ListPage:
    """The variables of items/lists/page.html. Either `table` or `groups` is there; `segment` is the open one."""

    item_type: ItemType
    asked: ListRequest
    listing: Listing
    table: Table | None
    groups: GroupTable | None
    groupings: list[Tab]
    page: Page | None
    quick_views: list[Tab]
    segments: list[SegmentEntry]
    segment_tabs: list[SegmentEntry]
    segment: OpenSegment | None
    new_segment_url: str
    pipelines: list[Tab]
    pipeline: Text
    chips: list[Chip]
    conditions: list[ConditionForm]
    filter_fields: list[Option]
    shows_panel: bool
    column_choices: list[tuple[str, Text, bool]]
    list_url: str
    new_url: str
    may_export: bool
    may_change: bool
    may_delete: bool
    has_responsible: bool
    changed_event: str
    currency: str
    is_filtered: bool


def page_of(listing: Listing) -> ListPage:
    request, item_type, viewer = listing.request, listing.type, listing.viewer
    shows_panel = request.panel or bool(request.adding)
    segments, pipelines = entries(viewer, request), _pipelines(listing)
    return ListPage(
        item_type=item_type,
        asked=request,
        listing=listing,
        table=None if request.group else table_of(listing),
        groups=group_table(request, listing.groups) if request.group else None,
        groupings=_groupings(listing),
        page=listing.page,
        quick_views=_quick_views(listing),
        segments=segments,
        segment_tabs=tabs_of(segments),
        segment=_open_segment(listing),
        new_segment_url=f"{list_url(item_type)}segments/new/?{urlencode({'query': request.query})}",
        pipelines=pipelines,
        pipeline=next((each.label for each in pipelines if each.current), ""),
        chips=chips_of(request, viewer),
        conditions=conditions_of(request, viewer) if shows_panel else [],
        filter_fields=[Option(each.code, each.label) for each in filterable(item_type)] if shows_panel else [],
        shows_panel=shows_panel,
        column_choices=_column_choices(listing),
        list_url=list_url(item_type),
        new_url=new_url(item_type, **_prefill(listing)) if item_type.allowed(viewer, "add") else "",
        may_export=item_type.allowed(viewer, "export"),
        may_change=item_type.allowed(viewer, "update"),
        may_delete=item_type.allowed(viewer, "delete"),
        has_responsible=item_type.has("responsible"),
        changed_event=changed_event(item_type),
        currency=account().currency,
        is_filtered=bool(request.conditions or request.q or request.view.code != ALL.code),
    )


def _quick_views(listing: Listing) -> list[Tab]:
    asked = listing.request
    return [
        Tab(view.label, asked.without_segment().url(view=view), current=view == asked.view and not asked.segment)
        for view in quick_views_of(listing.type)
    ]


def _open_segment(listing: Listing) -> OpenSegment | None:
    asked, viewer = listing.request, listing.viewer
    if not asked.segment:
        return None
    return open_segment(viewer, asked, segment_or_404(viewer, asked.type, asked.segment))


def _pipelines(listing: Listing) -> list[Tab]:
    known = sources.pipelines.all(listing.type.code) if listing.type.has_pipelines else ()
    if len(known) < 2:
        return []
    chosen = listing.request.pipeline
    return [
        Tab(pipeline.name, listing.request.url(pipeline=pipeline.id), current=pipeline.id == chosen)
        for pipeline in known
    ]


def _groupings(listing: Listing) -> list[Tab]:
    fields = sorted(groupable(listing.type), key=lambda field: str(field.label).casefold())
    asked = listing.request
    return [Tab(field.label, asked.url(group=field.code, by=""), current=field.code == asked.group) for field in fields]


def _column_choices(listing: Listing) -> list[tuple[str, Text, bool]]:
    """Return (code, label, shown): the shown columns in their order, then the others by name."""
    known = columns_of(listing.type)
    shown = [column.code for column in listing.columns if column.code != TITLE]
    rest = sorted((code for code in known if code not in (*shown, TITLE)), key=lambda code: str(known[code].label))
    return [(code, known[code].label, code in shown) for code in (*shown, *rest)]


def _prefill(listing: Listing) -> dict[str, object]:
    return {} if listing.request.pipeline is None else {"pipeline": listing.request.pipeline}
