"""A directory while its edits are applied: what is there, what is asked, and what is wrong with it.

Every rule about the values of a list stands here or in `values/`; whoever changes a list builds edits.
"""

from collections.abc import Sequence
from itertools import pairwise

from comptoir.directories import errors
from comptoir.directories.catalogue import Directory
from comptoir.directories.change_set import attributes_of
from comptoir.directories.errors import InvalidEdits, Reason
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.codes import fits, new_code
from comptoir.directories.values.colours import clean_colour, wrong_colour
from comptoir.directories.values.groups import in_order, last_place, misplaced, renumber, takes_over, why_protected
from comptoir.directories.values.names import shipped_name, wrong_name
from comptoir.directories.values.use import in_use, other_uses
from comptoir.directories.writing.edits import Add, Change, Delete, Drop, Edit, Order, Place
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import clean_line


class DirectoryDraft:
    """Applies edits in memory, collecting a reason for each value that cannot be changed so.

    `values` is the directory as it would be; `added` are the new values by their keys, `removed` maps what goes to
    the code that takes over ("" for none). Names are read as those of `language`.
    """

    def __init__(self, directory: Directory, rows: Sequence[DirectoryValue], language: str) -> None:
        self.directory = directory
        self.language = language
        self.values = list(rows)
        self.before = {row.pk: attributes_of(row) for row in rows}
        self.codes = {row.code: row for row in rows}
        self.added: dict[str, DirectoryValue] = {}
        self.removed: dict[str, str] = {}
        self.wrong: dict[str, Reason] = {}
        self._dropped: set[str] = set()
        self._placed: set[str] = set()

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply the edits, order last. Errors: InvalidEdits."""
        order: Order | None = None
        for edit in edits:
            match edit:
                case Add():
                    self._add(edit)
                case Change():
                    self._change(edit)
                case Delete():
                    self._delete(edit)
                case Place():
                    self._place(edit)
                case Drop():
                    self._drop(edit)
                case Order():
                    order = edit
        self._check_replacements()
        if self.wrong:
            raise InvalidEdits(self.wrong)
        self._arrange(order)

    def leaving(self) -> dict[str, str]:
        """Return {code: code that takes over} of removed values that are in use. Errors: InvalidEdits."""
        asked = {code: into for code, into in self.removed.items() if code not in self._dropped}
        named = other_uses(self.directory) if asked else {}
        used = {code: into for code, into in asked.items() if code in named or in_use(self.directory, code)}
        wrong = {code: errors.REPLACEMENT_NEEDED for code, into in used.items() if not into}
        if wrong:
            raise InvalidEdits(wrong)
        return {code: self.codes[into].code for code, into in used.items()}

    def changed(self) -> list[tuple[DirectoryValue, dict[str, object]]]:
        """Return what differs from before, with its attributes as they were."""
        known = [(value, self.before[value.pk]) for value in self.values if value.pk in self.before]
        return [(value, before) for value, before in known if attributes_of(value) != before]

    # --- Adding ------------------------------------------------------------------------------------------------------
    def _add(self, edit: Add) -> None:
        taken = errors.CODE_TAKEN if edit.key in self.codes else None
        reason = taken or wrong_name(edit.name) or wrong_colour(edit.colour) or self._wrong_new(edit)
        if reason:
            self.wrong[edit.key] = reason
            return
        value = DirectoryValue(
            directory=self.directory.code,
            code=edit.code or new_code(self.directory, {code.upper() for code in self.codes}),
            name=clean_line(edit.name),
            colour=clean_colour(edit.colour),
            semantics=Semantics.of(edit.semantics).stored,
            pipeline_id=self.directory.pipeline_id,
            sort=0,
        )
        self.values.append(value)
        self.added[edit.key] = self.codes[edit.key] = self.codes[value.code] = value

    def _wrong_new(self, edit: Add) -> Reason | None:
        if edit.semantics and not self.directory.is_stages:
            return errors.NO_GROUPS
        if edit.semantics not in ("", Semantics.IN_PROGRESS, Semantics.FAILURE):
            return errors.NO_SECOND_SUCCESS
        if edit.code and not fits(self.directory, edit.code):
            return errors.NOT_A_CODE
        return errors.CODE_TAKEN if edit.code.upper() in {code.upper() for code in self.codes} else None

    # --- Changing ----------------------------------------------------------------------------------------------------
    def _change(self, edit: Change) -> None:
        value = self.codes.get(edit.code)
        reason = errors.UNKNOWN_VALUE if value is None else self._wrong_change(edit, value)
        if reason or value is None:
            self.wrong[edit.code] = reason or errors.UNKNOWN_VALUE
            return
        if edit.restore:
            value.name, value.names = "", {}
        if edit.name is not None:
            self._rename(value, clean_line(edit.name))
        if edit.names is not None:
            named = {**value.names, **{language: clean_line(name) for language, name in edit.names.items()}}
            value.names = {language: name for language, name in named.items() if name}
        if edit.colour is not None:
            value.colour = clean_colour(edit.colour)
        if edit.hidden is not None:
            value.is_hidden = edit.hidden
        if edit.semantics is not None:
            value.semantics = edit.semantics
            value.is_default = value.is_default and not edit.semantics
        if edit.default is not None:
            self._make_default(value, edit.default)

    def _wrong_change(self, edit: Change, value: DirectoryValue) -> Reason | None:
        if value.leaving_to:
            return errors.IS_LEAVING
        named = [name for name in (edit.name, *filter(None, (edit.names or {}).values())) if name is not None]
        for name in named:
            if reason := wrong_name(name):
                return reason
        if edit.restore and edit.name is None and not value.default_key:
            return errors.NAME_NEEDED
        if not set(edit.names or ()) <= set(LANGUAGES):
            return errors.UNKNOWN_LANGUAGE
        if edit.colour is not None and (reason := wrong_colour(edit.colour)):
            return reason
        if edit.hidden and self.directory.is_stages and value.is_system:
            return errors.HIDDEN_INITIAL
        if reason := self._wrong_group(edit, value):
            return reason
        hidden = value.is_hidden if edit.hidden is None else edit.hidden
        return (
            errors.HIDDEN_DEFAULT if hidden and (edit.default or (edit.default is None and value.is_default)) else None
        )

    def _wrong_group(self, edit: Change, value: DirectoryValue) -> Reason | None:
        """A stage changes between in progress and failure only while nothing is in it, the recycle bin included."""
        semantics = value.semantics if edit.semantics is None else edit.semantics
        if semantics != value.semantics:
            if value.is_system or not self.directory.is_stages or Semantics.SUCCESS in (semantics, value.semantics):
                return errors.FIXED_GROUP
            arriving = takes_over(value.code, self.values)
            if semantics not in ("", Semantics.FAILURE) or arriving or in_use(self.directory, value.code):
                return errors.USED_GROUP
        return errors.DEFAULT_IN_PROGRESS if edit.default and semantics else None

    def _rename(self, value: DirectoryValue, name: str) -> None:
        """Rename what the actor sees: the name in their language if there is one, else the name for all."""
        if value.names.get(self.language):
            value.names = {**value.names, self.language: name}
        elif name == shipped_name(value.default_key, self.language):
            value.name = ""
        else:
            value.name = name

    def _make_default(self, value: DirectoryValue, default: bool) -> None:
        """Make it the default value, which only one can be, or take that from it."""
        for other in self.values if default else [value]:
            other.is_default = default and other is value

    # --- Deleting ----------------------------------------------------------------------------------------------------
    def _delete(self, edit: Delete) -> None:
        value = self.codes.get(edit.code)
        if value is None or is_new(value):
            self.wrong[edit.code] = errors.UNKNOWN_VALUE
        elif reason := why_protected(value, is_stages=self.directory.is_stages) or self._wrong_removal(value):
            self.wrong[edit.code] = reason
        else:
            self.removed[value.code] = edit.replace_by

    def _drop(self, edit: Drop) -> None:
        value = self.codes.get(edit.code)
        if value is None or is_new(value):
            self.wrong[edit.code] = errors.UNKNOWN_VALUE
        elif reason := self._wrong_drop(edit, value) or self._wrong_removal(value) or self._still_used(edit, value):
            self.wrong[edit.code] = reason
        else:
            self.removed[value.code] = ""
            self._dropped.add(value.code)

    def _wrong_drop(self, edit: Drop, value: DirectoryValue) -> Reason | None:
        if not edit.forced:
            return errors.PROTECTED_VALUE if value.is_system else None
        return why_protected(value, is_stages=True) if self.directory.is_stages else None

    def _still_used(self, edit: Drop, value: DirectoryValue) -> Reason | None:
        may_stay_on_items = edit.forced and not self.directory.is_stages
        used = not may_stay_on_items and in_use(self.directory, value.code, deleted=False)
        return errors.REPLACEMENT_NEEDED if used else None

    def _wrong_removal(self, value: DirectoryValue) -> Reason | None:
        if value.leaving_to:
            return errors.IS_LEAVING
        return errors.TAKES_OVER if takes_over(value.code, self.values) else None

    def _check_replacements(self) -> None:
        for code, target_code in self.removed.items():
            target = self.codes.get(target_code)
            if target_code and (target is None or not self._can_take_over(self.codes[code], target)):
                self.wrong[code] = errors.NOT_A_REPLACEMENT

    def _can_take_over(self, value: DirectoryValue, target: DirectoryValue) -> bool:
        return (
            target is not value
            and target.code not in self.removed
            and not target.leaving_to
            and target.semantics == value.semantics
        )

    # --- The order ---------------------------------------------------------------------------------------------------
    def _place(self, edit: Place) -> None:
        value = self.codes.get(edit.code)
        if value is None:
            # An earlier edit of the value was refused with a reason, or there is no such value.
            self.wrong.setdefault(edit.code, errors.UNKNOWN_VALUE)
        elif value.leaving_to:
            self.wrong[edit.code] = errors.IS_LEAVING
        elif value.sort != edit.sort or is_new(value):
            self._put(value, edit)

    def _put(self, value: DirectoryValue, edit: Place) -> None:
        others = [other for other in self.values if other is not value]
        if self.directory.is_stages:
            if is_new(value) and value.semantics == Semantics.FAILURE and self._is_before_success(edit.sort):
                return
            if reason := misplaced(others, value.semantics, edit.sort):
                self.wrong[edit.code] = reason
                return
        value.sort = edit.sort
        self._placed.add(value.code)

    def _is_before_success(self, sort: int) -> bool:
        return sort <= max((value.sort for value in self.values if value.semantics == Semantics.SUCCESS), default=0)

    def _arrange(self, order: Order | None) -> None:
        """Number the values in the order that is asked for; without one those that are new get a number at the end."""
        wanted = self._wanted(order) if order else []
        if not wanted and not self._put_last() and not any(self._is_regrouped(value) for value in self.values):
            return
        self.values = in_order(self.values, wanted or self._as_they_were(), is_stages=self.directory.is_stages)
        renumber([value for value in self.values if value.code not in self.removed])

    def _put_last(self) -> bool:
        """Number new values behind the others; say whether there is no number left, so that all must be numbered."""
        waiting = [value for value in self.values if is_new(value) and value.code not in self._placed]
        standing = [value for value in self.values if value not in waiting and value.code not in self.removed]
        for value in waiting:
            place = last_place(standing, value.semantics, is_stages=self.directory.is_stages)
            if place is None:
                return True
            value.sort = place
            standing.append(value)
        return False

    def _is_regrouped(self, value: DirectoryValue) -> bool:
        return value.pk in self.before and bool(self.before[value.pk]["semantics"] != value.semantics)

    def _wanted(self, order: Order) -> list[str]:
        named = [self.codes[name] for name in order.codes if name in self.codes]
        if order.moved:
            return [value.code for value in named]
        wanted = self._as_they_were()
        for before, value in pairwise([None, *named]):
            if value is not None and is_new(value):
                wanted.remove(value.code)
                wanted.insert(wanted.index(before.code) + 1 if before else 0, value.code)
        return wanted

    def _as_they_were(self) -> list[str]:
        return [value.code for value in sorted(self.values, key=lambda value: (is_new(value), value.sort))]


def is_new(value: DirectoryValue) -> bool:
    """Say whether the value is not in the database yet."""
    return not value.pk
