"""The order and the groups of a directory: in progress before success before failure, the initial stage first."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise

from comptoir.directories import errors
from comptoir.directories.errors import MisplacedStage, ProtectedStage, SecondSuccess
from comptoir.directories.models import DirectoryValue

STEP = 10
INITIAL, ADDITIONAL, SUCCESS, FAILURE, LIST = "initial", "additional", "success", "failure", "list"
RANK = {"": 0, "S": 1, "F": 2}


def group_of(value: DirectoryValue, *, is_stages: bool) -> str:
    """Return the group in which the page shows a value."""
    if not is_stages:
        return LIST
    if value.semantics:
        return SUCCESS if value.semantics == "S" else FAILURE
    return INITIAL if value.is_system else ADDITIONAL


def why_protected(value: DirectoryValue, *, is_stages: bool) -> str | Promise | None:
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


def next_place(values: Sequence[DirectoryValue], semantics: str) -> int:
    """Return a sort for a new stage behind those of its group, before the groups that follow."""
    staying = [value for value in values if not value.leaving_to]
    before = [value.sort for value in staying if RANK[value.semantics] <= RANK[semantics]]
    behind = [value.sort for value in staying if RANK[value.semantics] > RANK[semantics]]
    last = max(before, default=0)
    return (last + min(behind)) // 2 if behind and last < min(behind) else last + STEP


def check_place(values: Iterable[DirectoryValue], semantics: str, sort: int) -> None:
    """Refuse a second success, and a place that is not in the stage's own group; values that leave do not count.

    Errors: MisplacedStage, SecondSuccess.
    """
    staying = [value for value in values if not value.leaving_to]
    if semantics == "S" and any(value.semantics == "S" for value in staying):
        raise SecondSuccess
    before = [value.sort for value in staying if RANK[value.semantics] < RANK[semantics]]
    behind = [value.sort for value in staying if RANK[value.semantics] > RANK[semantics]]
    if (before and sort <= max(before)) or (behind and sort >= min(behind)):
        raise MisplacedStage


def check_deletion(value: DirectoryValue, values: Iterable[DirectoryValue]) -> None:
    """Refuse to delete the initial, the success and the first failure stage. Errors: ProtectedStage."""
    if value.is_system or not any(other.semantics == value.semantics for other in values if other.pk != value.pk):
        raise ProtectedStage


def takes_over(code: str, values: Iterable[DirectoryValue]) -> bool:
    """Say whether items are on their way to the value from another one that is being replaced."""
    return any(value.leaving_to == code for value in values)
