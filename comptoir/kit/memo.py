"""Remembering what was read for the length of one request or one piece of work, and not a moment longer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_memo: ContextVar[dict[str, Any] | None] = ContextVar("memo", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within this block `once` computes each thing once; blocks nest, each with a memory of its own."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def once(key: str, compute: Callable[[], T]) -> T:
    """Return what `compute` gives: remembered within a block, computed each time outside of one."""
    memo = _memo.get()
    if memo is None:
        return compute()
    if key not in memo:
        memo[key] = compute()
    value: T = memo[key]
    return value


def forget(key: str) -> None:
    """Drop what is remembered, after it was changed."""
    memo = _memo.get()
    if memo is not None:
        memo.pop(key, None)
