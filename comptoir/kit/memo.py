"""A memory for what is read more than once within one request or one batch of a job."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_memo: ContextVar[dict[str, Any] | None] = ContextVar("memo", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within this block `once` computes each value once. Blocks nest; each starts with an empty memory."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def once(key: str, compute: Callable[[], T]) -> T:
    """Return the result of `compute`: remembered within a `remembering` block, computed on every call outside one."""
    memo = _memo.get()
    if memo is None:
        return compute()
    if key not in memo:
        memo[key] = compute()
    value: T = memo[key]
    return value


def forget(key: str) -> None:
    """Drop a remembered value after a write has made it stale."""
    memo = _memo.get()
    if memo is not None:
        memo.pop(key, None)
