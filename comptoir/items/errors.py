"""What can be wrong with a write to an item."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Forbidden, Invalid
from comptoir.kit.text import Text


class InvalidItem(Invalid):
    """`fields` names each field that cannot be accepted and why; `row` is its place in a batch."""

    code = "invalid_item"

    def __init__(self, fields: dict[str, Text], row: int = 0) -> None:
        super().__init__(fields=fields)
        self.row = row


class OperationRefused(Forbidden):
    """Names the operation and the kind of record for which the right is missing."""

    def __init__(self, operation: Text, plural: Text) -> None:
        super().__init__(
            _("You do not have the right “%(operation)s” on these %(records)s. Ask an administrator.")
            % {"operation": operation, "records": plural}
        )


class SegmentRefused(Forbidden):
    message = _("Only the owner of this segment, or who may change settings, can change it. Save it as your own.")


class TooManySegments(Invalid):
    code = "too_many_segments"
    message = _("You keep 100 segments of this list already. Delete one that you do not need first.")


REQUIRED = _("This field is required.")
UNKNOWN_CHOICE = _("This value is not in the list. Choose another one.")
UNKNOWN_RECORD = _("This record does not exist, or you may not see it.")
UNKNOWN_USER = _("This user does not exist or is not active.")
UNKNOWN_CURRENCY = _("This currency is not one of the account's.")
TOO_LONG = _("This text is too long: at most %(most)s characters.")
OUT_OF_RANGE = _("This number is too small or too large.")
NOT_WRITABLE = _("This field cannot be changed.")
INVALID_EMAIL = _("This is not a valid e-mail address.")
