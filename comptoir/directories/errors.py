"""Why a change of a directory is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Conflict, Invalid, NotFound

NAME_NEEDED = _("Give the value a name.")
NAME_TOO_LONG = _("This name is too long: at most 100 characters.")
NOT_A_COLOUR = _("A colour is # and six hexadecimal digits, such as #39A8EF.")
NOT_A_CODE = _("This code is too long, or has characters that are not allowed.")
CODE_TAKEN = _("This code exists already.")
PROTECTED_INITIAL = _("The initial stage cannot be deleted: every new record starts there.")
PROTECTED_SUCCESS = _("The success stage cannot be deleted: without it nothing could be won.")
PROTECTED_FAILURE = _("The first failure stage cannot be deleted: without it nothing could be lost.")
PROTECTED_VALUE = _("A system value cannot be deleted. You can rename it, or hide it.")
REPLACEMENT_NEEDED = _("This value is in use. Choose the value that takes over.")
NOT_A_REPLACEMENT = _("Only another value of the same kind can take over.")
UNKNOWN_VALUE = _("This value is not in the list any more.")
IS_LEAVING = _("This value is being replaced. Wait until that is done.")
NO_GROUPS = _("Only stages belong to a group.")
TAKES_OVER = _("Another value is being replaced by this one. Wait until that is done.")
UNKNOWN_LANGUAGE = _("Names are kept in the languages of Comptoir only.")
NO_SECOND_SUCCESS = _("A list of stages has exactly one success stage.")
CHANGED_AGAIN = _("It was changed again since.")
FIXED_GROUP = _("The initial, the success and the first failure stage stay in their groups.")
USED_GROUP = _("Records are in this stage, perhaps in the recycle bin: only an unused stage can change its group.")
DEFAULT_IN_PROGRESS = _("New records can only start in a stage in progress.")
HIDDEN_DEFAULT = _("A hidden value cannot be the default one.")
HIDDEN_INITIAL = _("The initial, the success and the first failure stage cannot be hidden.")


class InvalidEdits(Invalid):
    """`fields` gives the reason for each value that cannot be saved so, by its code or its key."""

    code = "invalid_edits"
    message = _("The list was not saved. Correct what is marked and save again.")

    def __init__(self, fields: Mapping[str, str | Promise]) -> None:
        super().__init__(fields=fields)


class StaleDirectory(Conflict):
    """Somebody saved the same values in the meantime; `since` says what he changed."""

    code = "stale_directory"
    message = _("Somebody else changed these values in the meantime. Look at what changed, then save again or give up.")

    def __init__(self, since: Sequence[Any], version: int) -> None:
        super().__init__()
        self.since = since
        self.version = version


class NothingToUndo(NotFound):
    code = "nothing_to_undo"
    message = _("This change cannot be undone any more: it was undone before, or is older than 30 days.")


class UndoRefused(Conflict):
    """Everything that the change did was changed again; the message says in what way."""

    code = "undo_refused"

    def __init__(self, reasons: Sequence[str | Promise]) -> None:
        told = " ".join(dict.fromkeys(str(reason) for reason in reasons)) or str(CHANGED_AGAIN)
        super().__init__(gettext("Nothing was undone. %(reasons)s") % {"reasons": told})


class NameRequired(Invalid):
    message = NAME_NEEDED


class NameTooLong(Invalid):
    message = NAME_TOO_LONG


class InvalidColour(Invalid):
    message = NOT_A_COLOUR


class InvalidCode(Invalid):
    message = NOT_A_CODE


class CodeTaken(Invalid):
    message = CODE_TAKEN


class UnknownDirectory(NotFound):
    message = _("There is no such list.")


class SecondSuccess(Invalid):
    message = NO_SECOND_SUCCESS


class MisplacedStage(Invalid):
    message = _("Stages in progress come before the success stage, and failure stages after it.")


class ProtectedStage(Invalid):
    message = _("The initial, the success and the first failure stage cannot be deleted.")


class SystemValue(Invalid):
    message = PROTECTED_VALUE


class TakesOver(Invalid):
    message = TAKES_OVER


class ValueInUse(Invalid):
    message = REPLACEMENT_NEEDED
