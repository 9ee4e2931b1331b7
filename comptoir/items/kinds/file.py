"""A file: described over REST as the reference does, and kept later."""

from __future__ import annotations

from django.db.models import Q

from comptoir.items.core.contexts import Where
from comptoir.items.core.fields import NOT_FILTERED, Field, Kind, Reader, kinds
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op


class File(Kind):
    is_writable = False
    is_undoable = False
    rest_type = "file"
    operators = ()

    def q(self, field: Field, op: Op, value: object, where: Where) -> Q:
        raise NotAValue(NOT_FILTERED)

    def classic_reader(self, field: Field) -> Reader:
        return lambda _item, _page: None

    def camel_reader(self, field: Field) -> Reader:
        return lambda _item, _page: None


FILE = kinds.add(File("file"))
