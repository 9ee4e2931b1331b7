"""The order and the groups of a directory: in progress before success before failure, the initial stage first.

Semantics says what a stage means; its group is where the page shows it: the initial stage apart from the others in
progress. A list has one group.
"""

from collections.abc import Iterable, Sequence

from comptoir.directories import errors
from comptoir.directories.errors import Reason
from comptoir.directories.models import DirectoryValue
from comptoir.kit.semantics import Semantics

STEP = 10
INITIAL, ADDITIONAL, SUCCESS, FAILURE, LIST = "initial", "additional", "success", "failure", "list"
# In the order of the page.
GROUPS = (INITIAL, ADDITIONAL, SUCCESS, FAILURE, LIST)
RANK = {Semantics.IN_PROGRESS.stored: 0, Semantics.SUCCESS.stored: 1, Semantics.FAILURE.stored: 2}


def group_of(value: DirectoryValue, *, is_stages: bool) -> str:
    """Return the group in which the page shows a value."""
    if not is_stages:
        return LIST
    if value.semantics:
        return SUCCESS if value.semantics == Semantics.SUCCESS else FAILURE
    return INITIAL if value.is_system else ADDITIONAL


def why_protected(value: DirectoryValue, *, is_stages: bool) -> Reason | None:
    """Return why a value cannot be deleted; None when it can."""
    if not value.is_system:
        return None
    return {
        INITIAL: errors.PROTECTED_INITIAL,
        SUCCESS: errors.PROTECTED_SUCCESS,
        FAILURE: errors.PROTECTED_FAILURE,
        LIST: errors.PROTECTED_VALUE,
    }[group_of(value, is_stages=is_stages)]


def in_order(values: Sequence[DirectoryValue], wanted: Sequence[str], *, is_stages: bool) -> list[DirectoryValue]:
    """Return the values as `wanted` lists their codes, those it leaves out behind; stages stay in their groups."""
    places = {code: place for place, code in enumerate(wanted)}
    last = len(places)

    def key(value: DirectoryValue) -> tuple[int, bool, int, int, int]:
        rank = RANK[value.semantics] if is_stages else 0
        pinned = is_stages and value.is_system and not value.semantics
        return rank, not pinned, places.get(value.code, last), value.sort, value.pk or 2**62

    return sorted(values, key=key)


def renumber(values: Sequence[DirectoryValue]) -> None:
    """Give the values 10, 20, 30... in their order."""
    for place, value in enumerate(values):
        value.sort = (place + 1) * STEP


def last_place(values: Iterable[DirectoryValue], semantics: str, *, is_stages: bool) -> int | None:
    """Return a number for a new value at the end, of stages behind those of its group and before the next group.

    None when there is no number left between the two: the whole list must be renumbered.
    """
    rank = RANK[semantics] if is_stages else 0
    staying = [value for value in values if not value.leaving_to] if is_stages else list(values)
    last = max((value.sort for value in staying if not is_stages or RANK[value.semantics] <= rank), default=0)
    next_group = min((value.sort for value in staying if is_stages and RANK[value.semantics] > rank), default=None)
    if next_group is None:
        return last + STEP
    place = (last + next_group) // 2
    return place if last < place else None


def misplaced(values: Iterable[DirectoryValue], semantics: str, sort: int) -> Reason | None:
    """Return why a stage among the others cannot have that number: it would leave its group."""
    staying = [value for value in values if not value.leaving_to]
    before = [value.sort for value in staying if RANK[value.semantics] < RANK[semantics]]
    behind = [value.sort for value in staying if RANK[value.semantics] > RANK[semantics]]
    fits = (not before or sort > max(before)) and (not behind or sort < min(behind))
    return None if fits else errors.MISPLACED


def takes_over(code: str, values: Iterable[DirectoryValue]) -> bool:
    """Say whether items are on their way to the value from another one that is being replaced."""
    return any(value.leaving_to == code for value in values)
