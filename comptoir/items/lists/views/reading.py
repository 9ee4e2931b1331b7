"""Whether the reader may see records of a type at all: what pages of a whole list ask first."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.items.errors import OperationRefused


def reader_of(request: HttpRequest, item_type: ItemType) -> User:
    """Return who asks. Errors: OperationRefused without the right to read such records."""
    if not item_type.allowed(user_of(request), "read"):
        raise OperationRefused(_("read"), item_type.plural)
    return user_of(request)
