"""Keeping the filter of a list under a name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items import events
from comptoir.items.errors import OperationRefused, TooManySegments
from comptoir.items.lists.request import ListRequest
from comptoir.items.models import Segment
from comptoir.items.segments.changes import Change, announce, attributes_of, query_of
from comptoir.items.segments.values import Said

MOST = 100


def add_segment(
    asked: ListRequest, said: Said, *, with_columns: tuple[str, ...] = (), actor: User, at: datetime
) -> Segment:
    """Keep the conditions, the sorting and the grouping of a list, with the columns when they are given.

    Errors: OperationRefused without the right to read such records; TooManySegments; Invalid; UnknownField,
    InvalidFilter for a filter that is not understood.
    """
    if not asked.type.allowed(actor, "read"):
        raise OperationRefused(_("read"), asked.type.plural)
    query = query_of(asked, with_columns=with_columns, actor=actor)
    with transaction.atomic():
        if Segment.objects.filter(owner=actor, item_type=asked.type.code, deleted_at__isnull=True).count() >= MOST:
            raise TooManySegments
        segment = Segment.objects.create(
            item_type=asked.type.code,
            name=said.name,
            query=query,
            owner=actor,
            sharing=said.sharing,
            department=said.department,
            created_at=at,
            updated_at=at,
        )
        announce(events.SEGMENT_ADDED, segment, Change.alone(actor, at), before={}, after=attributes_of(segment))
    return segment
