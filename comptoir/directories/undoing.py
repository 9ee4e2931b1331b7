"""One list while a change set is taken back: what each change becomes, and what is left because it changed again."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.directories import errors
from comptoir.directories.catalogue import Directory
from comptoir.directories.changes import ATTRIBUTES, ChangeSet, attributes_of
from comptoir.directories.history import ValueChange
from comptoir.directories.models import DirectoryValue
from comptoir.directories.structure import in_order, renumber, takes_over, why_protected
from comptoir.directories.usage import in_use

USED_SINCE = _("Records use it by now.")
GONE_SINCE = _("It was deleted since.")
THERE_AGAIN = _("It is there again.")
# Attributes that follow from others: not restoring them is no news.
QUIET = {"leaving_to", "sort"}


class ListUndo:
    """Takes changes of the values of a directory back, last first; `finish` writes them and the order that follows."""

    def __init__(self, directory: Directory, own: ChangeSet) -> None:
        self.directory, self.own = directory, own
        rows = DirectoryValue.objects.select_for_update().filter(directory=directory.code)
        self.values = {value.code: value for value in rows}
        self.before = {value.pk: attributes_of(value) for value in self.values.values()}

    def undo(self, change: ValueChange) -> str | Promise | None:
        """Take one change back; return why not, when that cannot be done."""
        value = self.values.get(change.code)
        if change.kind == "added":
            return self._take_away(value)
        if change.kind in ("deleted", "merged"):
            return self._bring_back(change)
        return self._restore(value, change)

    def finish(self) -> None:
        """Write what differs, with the stages in an order that is allowed: others may have moved them meanwhile."""
        by_sort = sorted(self.values.values(), key=lambda value: (value.sort, value.pk))
        allowed = in_order(by_sort, [value.code for value in by_sort], is_stages=self.directory.is_stages)
        if allowed != by_sort:
            renumber(allowed)
        for value in allowed:
            before = self.before.get(value.pk)
            if before is None or attributes_of(value) != before:
                value.save()
            if before is not None:
                self.own.changed(value, before)
            else:
                self.own.added(value)

    def _take_away(self, value: DirectoryValue | None) -> str | Promise | None:
        if value is None:
            return GONE_SINCE
        if reason := why_protected(value, is_stages=self.directory.is_stages):
            return reason
        arriving = takes_over(value.code, self.values.values())
        if value.leaving_to or arriving or in_use(self.directory, value.code):
            return USED_SINCE
        self.own.deleted(value)
        del self.values[value.code]
        value.delete()
        return None

    def _bring_back(self, change: ValueChange) -> str | Promise | None:
        if change.code.upper() in {code.upper() for code in self.values}:
            return THERE_AGAIN
        attributes: dict[str, Any] = {name: change.changes[name][0] for name in ATTRIBUTES if name in change.changes}
        attributes["leaving_to"] = ""
        attributes["is_default"] = bool(attributes.get("is_default")) and not self._has_default()
        brought = DirectoryValue.objects.create(directory=self.directory.code, code=change.code, **attributes)
        self.values[brought.code] = brought
        return None

    def _restore(self, value: DirectoryValue | None, change: ValueChange) -> str | Promise | None:
        """Give attributes their value of before where nobody changed them; a replacement under way stops."""
        if value is None:
            return GONE_SINCE if "leaving_to" not in change.changes else None
        left = False
        for name, (old, new) in change.changes.items():
            if getattr(value, name) == new and not self._forbidden(value, name, old):
                setattr(value, name, old)
            else:
                left = left or name not in QUIET
        return errors.CHANGED_AGAIN if left else None

    def _forbidden(self, value: DirectoryValue, name: str, old: Any) -> bool:
        """Say whether giving it back would make a second default, hide it, or move records to another group."""
        if name == "is_default" and old:
            return self._has_default() or value.is_hidden or bool(value.semantics)
        if name == "semantics":
            arriving = takes_over(value.code, self.values.values())
            return value.is_default or arriving or in_use(self.directory, value.code)
        return name == "is_hidden" and bool(old) and value.is_default

    def _has_default(self) -> bool:
        return any(value.is_default for value in self.values.values())
