"""Reading segments: those that a viewer has, the request of each, and the number of its records for them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.http import QueryDict

from comptoir.access.gate import reach
from comptoir.access.models import User
from comptoir.access.policies import may_change_settings
from comptoir.account.queries import account
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.values import to_integer
from comptoir.items.filters.address import meaning, read_condition
from comptoir.items.filters.to_sql import Filter
from comptoir.items.lists.columns import ALL
from comptoir.items.lists.listing import COUNTED, Listing, count_each
from comptoir.items.lists.request import ListRequest, read_request
from comptoir.items.models import Segment
from comptoir.kit.errors import BadRequest, NotAValue, NotFound

MOST_AT_ONCE, LONGEST_AT_ONCE = 200, 50_000
ASKED = ("f", "q", "order", "columns", "view", "pipeline", "group", "by", "edited")


def segments_in_sight(viewer: User, *, deleted: bool = False) -> "QuerySet[Segment]":
    """Return the viewer's own segments and those shared with them. Who may change settings sees every shared one."""
    rows = Segment.objects.filter(deleted_at__isnull=not deleted)
    if may_change_settings(viewer):
        return rows.filter(Q(owner=viewer) | ~Q(sharing=Segment.Sharing.NOBODY))
    shared = Q(sharing=Segment.Sharing.EVERYONE)
    shared |= Q(sharing=Segment.Sharing.DEPARTMENT, department__in=sorted(reach(viewer).above))
    return rows.filter(Q(owner=viewer) | shared)


def segments_of(viewer: User, item_type: ItemType) -> list[Segment]:
    """Return the segments of a type's list, the viewer's own first, by name."""
    rows = segments_in_sight(viewer).filter(item_type=item_type.code).select_related("owner", "department")
    return sorted(rows, key=lambda each: (each.owner_id != viewer.pk, each.name.casefold(), each.pk))


def segment_or_404(viewer: User, item_type: ItemType, number: object, *, deleted: bool = False) -> Segment:
    """Errors: NotFound, also for other people's private segments."""
    found = None
    if (pk := _number(number)) is not None:
        rows = segments_in_sight(viewer, deleted=deleted).filter(item_type=item_type.code)
        found = rows.select_related("owner", "department").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def may_change(viewer: User, segment: Segment) -> bool:
    """Say whether the viewer may change a segment in their sight: its owner, or who may change settings."""
    return segment.owner_id == viewer.pk or may_change_settings(viewer)


def read_segment(item_type: ItemType, segment: Segment, viewer: User) -> ListRequest:
    """Return the list that a segment asks for; conditions that nothing understands any more are left out and named."""
    given = QueryDict(segment.query, mutable=True)
    texts = given.getlist("f")
    understood = [text for text in texts if _is_understood(item_type, text, viewer)]
    given.setlist("f", understood)
    request = replace(read_request(item_type, given), segment=segment.pk)
    lost = [text.partition(":")[0] for text in texts if text not in understood]
    if given.get("pipeline") and request.pipeline is None:
        lost.append("pipeline")
    return replace(request, kept=request.asked_query, lost=tuple(dict.fromkeys(lost)))


def asked_for(item_type: ItemType, query: QueryDict, viewer: User) -> ListRequest:
    """Return what an address asks for, which may name a segment: alone, or as what the filter began with.

    Errors: NotFound for a segment out of sight; UnreadableFilter.
    """
    if "segment" not in query:
        return read_request(item_type, query)
    own = read_segment(item_type, segment_or_404(viewer, item_type, query["segment"]), viewer)
    given = read_request(item_type, query)
    if any(name in query for name in ASKED):
        return replace(given, segment=own.segment, kept=own.kept, lost=own.lost)
    return replace(
        own,
        after=given.after,
        before=given.before,
        start=given.start,
        exact=given.exact,
        panel=given.panel,
        adding=given.adding,
    )


def as_segment(asked: ListRequest, columns: Sequence[str] = ()) -> ListRequest:
    """Return what a segment keeps of a list: a quick view becomes its conditions, unfinished ones are left out.

    Errors: UnknownField, InvalidFilter when the filter is not understood.
    """
    view = tuple(read_condition(text) for text in asked.view.conditions)
    conditions = tuple(dict.fromkeys(each for each in (*view, *asked.conditions) if each.is_complete))
    return ListRequest(
        asked.type,
        conditions=conditions,
        q=asked.q,
        order=asked.order,
        columns=tuple(columns),
        view=ALL,
        pipeline=asked.pipeline,
        group=asked.group,
        by=asked.by,
    )


def counts_of(viewer: User, item_type: ItemType, segments: Sequence[Segment]) -> dict[int, int]:
    """Return {segment: how many of its records the viewer sees}, each up to the cap of lists.

    One query for all of them; further ones only where filters are so long that a database would refuse their sum.
    """
    counts: dict[int, int] = {}
    for some in _batches(segments):
        rows = {each.pk: Listing(read_segment(item_type, each, viewer), viewer).rows for each in some}
        counts |= count_each(viewer, rows, COUNTED)
    return counts


def _batches(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    batch: list[Segment] = []
    for each in segments:
        if batch and (len(batch) == MOST_AT_ONCE or sum(len(one.query) for one in batch) > LONGEST_AT_ONCE):
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def _is_understood(item_type: ItemType, text: str, viewer: User) -> bool:
    try:
        Filter(item_type, account().zone).q(meaning(item_type, [read_condition(text)], viewer))
    except BadRequest:
        return False
    return True


def _number(text: object) -> int | None:
    try:
        return to_integer(text)
    except NotAValue:
        return None
