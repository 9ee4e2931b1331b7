"""How segments are shown: as tabs and in the menu of a list, the open one above its rows, and in their form."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.access.departments.tree import tree
from comptoir.access.models import User
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.lists.request import ListRequest
from comptoir.items.lists.segments.reading import may_change, segments_of
from comptoir.items.models import Segment
from comptoir.kit.text import Text
from comptoir.ui.component_values import Option

TABS = 2
ICONS = {Segment.Sharing.NOBODY: "lock", Segment.Sharing.DEPARTMENT: "users", Segment.Sharing.EVERYONE: "globe"}
INDENT = "\u2003"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment in the menu. `sharing` says in words who has it."""

    id: int
    name: str
    url: str
    icon: str
    sharing: str
    current: bool


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """The segment that the list shows. `lost`: what it asked for and nothing understands any more."""

    name: str
    url: str
    icon: str
    sharing: str
    may_change: bool
    is_edited: bool
    lost: tuple[str, ...]


def segment_url(item_type: ItemType, segment_id: int, *parts: str) -> str:
    """Return the address of an operation on a segment: /deals/segments/7/delete/."""
    return list_url(item_type) + "segments/" + "".join(f"{part}/" for part in (segment_id, *parts))


def entries(viewer: User, asked: ListRequest) -> list[SegmentEntry]:
    """Return the segments that the viewer has for a list."""
    return [entry_of(each, viewer, current=each.pk == asked.segment) for each in segments_of(viewer, asked.type)]


def entry_of(segment: Segment, viewer: User, *, current: bool = False) -> SegmentEntry:
    return SegmentEntry(
        id=segment.pk,
        name=segment.name,
        url=list_url(item_types.get(segment.item_type), segment=segment.pk),
        icon=ICONS[Segment.Sharing(segment.sharing)],
        sharing=sharing_of(segment, viewer),
        current=current,
    )


def tabs_of(found: list[SegmentEntry]) -> list[SegmentEntry]:
    """Return the segments that are shown as tabs: the open one, then the first few."""
    first = found[:TABS]
    return [*(each for each in found[TABS:] if each.current), *first]


def open_segment(viewer: User, asked: ListRequest, segment: Segment) -> OpenSegment:
    return OpenSegment(
        name=segment.name,
        url=segment_url(asked.type, segment.pk),
        icon=ICONS[Segment.Sharing(segment.sharing)],
        sharing=sharing_of(segment, viewer),
        may_change=may_change(viewer, segment),
        is_edited=asked.is_edited,
        lost=tuple(_label(asked.type, code) for code in asked.lost),
    )


def sharing_of(segment: Segment, viewer: User) -> str:
    """Return who has the segment, in words; other people's with the name of the owner."""
    if segment.sharing == Segment.Sharing.EVERYONE:
        shared = gettext("shared with everyone")
    elif segment.sharing == Segment.Sharing.DEPARTMENT and segment.department:
        shared = gettext("shared with %(department)s") % {"department": segment.department.name}
    else:
        shared = gettext("only you have it")
    if segment.owner_id == viewer.pk:
        return shared
    return gettext("%(owner)s’s, %(shared)s") % {"owner": segment.owner.full_name, "shared": shared}


def sharing_options() -> list[Option]:
    """Return with whom a segment can be shared. One query."""
    fixed: list[tuple[str, Text]] = [("nobody", _("Nobody: only you")), ("everyone", _("Everyone"))]
    departments = [
        Option(f"department:{branch.department.pk}", INDENT * branch.depth + branch.department.name)
        for branch in tree()
    ]
    return [*(Option(value, label) for value, label in fixed), *departments]


def sharing_value(segment: Segment) -> str:
    """Return the option that stands for how the segment is shared."""
    if segment.sharing != Segment.Sharing.DEPARTMENT:
        return segment.sharing
    return f"department:{segment.department_id}" if segment.department_id else "nobody"


def _label(item_type: ItemType, code: str) -> str:
    return str(item_type.field(code).label) if item_type.has(code) else code
