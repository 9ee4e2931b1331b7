"""What the page of a list shows round its table: quick views, pipelines, filter panel, columns, paging, exports."""

from typing import Any
from urllib.parse import urlencode

from comptoir.account.queries import account
from comptoir.items.core.addresses import changed_event, list_url, new_url
from comptoir.items.core.choices import sources
from comptoir.items.filters.panel import chips_of, conditions_of, filterable
from comptoir.items.lists.group_table import group_table
from comptoir.items.lists.grouping import groupable
from comptoir.items.lists.listing import COUNTED, Listing
from comptoir.items.lists.table import grid_of
from comptoir.items.lists.tables import TITLE, columns_of, presets_of
from comptoir.items.segments.reading import segment_or_404
from comptoir.items.segments.screen import OpenSegment, entries, open_segment, tabs_of
from comptoir.ui.component_values import Option, Page, Tab


def list_context(listing: Listing) -> dict[str, Any]:
    """Return the variables of items/list/page.html."""
    request, item_type, viewer = listing.request, listing.type, listing.viewer
    shows_panel = request.panel or bool(request.adding)
    segments = entries(viewer, request)
    return {
        "item_type": item_type,
        "asked": request,
        "listing": listing,
        "grid": None if request.group else grid_of(listing),
        "table": group_table(listing) if request.group else None,
        "groupings": _groupings(listing),
        "page": page_of(listing),
        "presets": _presets(listing),
        "segments": segments,
        "segment_tabs": tabs_of(segments),
        "segment": _open_segment(listing),
        "new_segment_url": f"{list_url(item_type)}segments/new/?{urlencode({'query': request.query})}",
        "pipelines": _pipelines(listing),
        "pipeline": next((each.label for each in _pipelines(listing) if each.current), ""),
        "chips": chips_of(request, viewer),
        "conditions": conditions_of(request, viewer) if shows_panel else [],
        "filter_fields": [Option(each.code, each.label) for each in filterable(item_type)] if shows_panel else [],
        "shows_panel": shows_panel,
        "column_choices": _column_choices(listing),
        "list_url": list_url(item_type),
        "new_url": new_url(item_type, **_prefill(listing)) if item_type.allowed(viewer, "add") else "",
        "may_export": item_type.allowed(viewer, "export"),
        "may_change": item_type.allowed(viewer, "update"),
        "may_delete": item_type.allowed(viewer, "delete"),
        "has_responsible": item_type.has("responsible"),
        "changed_event": changed_event(item_type),
        "currency": account().currency,
        "is_filtered": bool(request.conditions or request.q or request.preset.code != "all"),
    }


def page_of(listing: Listing) -> Page | None:
    """Return the foot of the list; None for an empty page."""
    if listing.request.group or not listing.items:
        return None
    last = listing.first + len(listing.items) - 1
    total = COUNTED if listing.is_capped else max(listing.total, last)
    return Page(
        first=listing.first,
        last=last,
        total=total,
        capped=listing.is_capped,
        previous_url=listing.previous_url,
        next_url=listing.next_url,
        count_url=listing.request.url(exact=True, after=listing.request.after, before=listing.request.before,
                                      start=listing.request.start),
    )  # fmt: skip


def _presets(listing: Listing) -> list[Tab]:
    asked = listing.request
    return [
        Tab(
            preset.label,
            asked.without_segment().url(preset=preset),
            current=preset == asked.preset and not asked.segment,
        )
        for preset in presets_of(listing.type)
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


def _column_choices(listing: Listing) -> list[tuple[str, object, bool]]:
    """Return (code, label, shown): the shown columns in their order, then the others by name."""
    known = columns_of(listing.type)
    shown = [column.code for column in listing.columns if column.code != TITLE]
    rest = sorted((code for code in known if code not in (*shown, TITLE)), key=lambda code: str(known[code].label))
    return [(code, known[code].label, code in shown) for code in (*shown, *rest)]


def _prefill(listing: Listing) -> dict[str, object]:
    return {} if listing.request.pipeline is None else {"pipeline": listing.request.pipeline}
