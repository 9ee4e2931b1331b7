"""Why a change of a directory is refused: a reason for each value, and the refusals that carry them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Conflict, Invalid, NotFound
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """Why a value cannot be changed so. Each is one object, so that REST can look up its own wording for it."""

    text: Text

    def __str__(self) -> str:
        return str(self.text)


NAME_NEEDED = Reason(_("Give the value a name."))
NAME_TOO_LONG = Reason(_("This name is too long: at most 100 characters."))
NOT_A_COLOUR = Reason(_("A colour is # and six hexadecimal digits, such as #39A8EF."))
NOT_A_CODE = Reason(_("This code is too long, or has characters that are not allowed."))
CODE_TAKEN = Reason(_("This code exists already."))
PROTECTED_INITIAL = Reason(_("The initial stage cannot be deleted: every new record starts there."))
PROTECTED_SUCCESS = Reason(_("The success stage cannot be deleted: without it nothing could be won."))
PROTECTED_FAILURE = Reason(_("The first failure stage cannot be deleted: without it nothing could be lost."))
PROTECTED_VALUE = Reason(_("A system value cannot be deleted. You can rename it, or hide it."))
REPLACEMENT_NEEDED = Reason(_("This value is in use. Choose the value that takes over."))
NOT_A_REPLACEMENT = Reason(_("Only another value of the same kind can take over."))
UNKNOWN_VALUE = Reason(_("This value is not in the list any more."))
IS_LEAVING = Reason(_("This value is being replaced. Wait until that is done."))
NO_GROUPS = Reason(_("Only stages belong to a group."))
TAKES_OVER = Reason(_("Another value is being replaced by this one. Wait until that is done."))
UNKNOWN_LANGUAGE = Reason(_("Names are kept in the languages of Comptoir only."))
NO_SECOND_SUCCESS = Reason(_("A list of stages has exactly one success stage."))
CHANGED_AGAIN = Reason(_("It was changed again since."))
FIXED_GROUP = Reason(_("The initial, the success and the first failure stage stay in their groups."))
USED_GROUP = Reason(
    _("Records are in this stage, perhaps in the recycle bin: only an unused stage can change its group.")
)
DEFAULT_IN_PROGRESS = Reason(_("New records can only start in a stage in progress."))
HIDDEN_DEFAULT = Reason(_("A hidden value cannot be the default one."))
HIDDEN_INITIAL = Reason(_("The initial, the success and the first failure stage cannot be hidden."))
MISPLACED = Reason(_("Stages in progress come before the success stage, and failure stages after it."))


class UnknownDirectory(NotFound):
    message = _("There is no such list.")


class InvalidEdits(Invalid):
    """`reasons` says for each value, by its code or its key, why it cannot be saved so; `fields` says it in words."""

    code = "invalid_edits"
    message = _("The list was not saved. Correct what is marked and save again.")

    def __init__(self, reasons: Mapping[str, Reason]) -> None:
        super().__init__(fields={code: reason.text for code, reason in reasons.items()})
        self.reasons = dict(reasons)


class NothingToUndo(NotFound):
    code = "nothing_to_undo"
    message = _("This change cannot be undone any more: it was undone before, or is older than 30 days.")


class UndoRefused(Conflict):
    """Everything that the change did was changed again; the message says in what way."""

    code = "undo_refused"

    def __init__(self, reasons: Sequence[Reason]) -> None:
        told = " ".join(dict.fromkeys(str(reason) for reason in reasons)) or str(CHANGED_AGAIN)
        super().__init__(gettext("Nothing was undone. %(reasons)s") % {"reasons": told})


class UnreadableFile(Invalid):
    code = "unreadable_file"
    message = _("This file is no export of lists. Use a file as the export writes it, YAML or CSV, of at most 1 MiB.")


class FileRefused(Invalid):
    """`fields` gives the reasons by "list code"."""

    code = "file_refused"
    message = _("The file was not applied: some values cannot be changed so.")
