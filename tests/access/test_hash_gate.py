"""The gate of password hashes, with real threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from comptoir.access.errors import SignInBusy
from comptoir.access.hash_gate import HashGate


def test_few_are_inside_few_wait_and_the_others_are_refused_at_once() -> None:
    gate, leave = HashGate(at_once=2, waiting=1, patience=30), threading.Event()
    inside, refused = threading.Semaphore(0), threading.Semaphore(0)

    def enter() -> bool:
        try:
            with gate.passing():
                inside.release()
                return leave.wait(30)
        except SignInBusy:
            refused.release()
            return False

    with ThreadPoolExecutor(20) as threads:
        tries = [threads.submit(enter) for _ in range(20)]
        assert all(refused.acquire(timeout=30) for _ in range(17))
        assert all(inside.acquire(timeout=30) for _ in range(2))
        assert not inside.acquire(blocking=False)
        leave.set()
        assert sum(each.result() for each in tries) == 3


def test_whoever_waits_too_long_is_refused_and_leaves_the_gate_open() -> None:
    gate = HashGate(at_once=1, patience=0.01)
    with gate.passing(), pytest.raises(SignInBusy), gate.passing():
        pass
    with gate.passing():
        pass
