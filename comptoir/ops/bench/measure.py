"""Timing one page: through the whole of Django in this process, and bare, as the same SQL and the same bytes."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import connection, reset_queries
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comptoir.access.models import User
from comptoir.ui.compression import compressed

Query = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure: what it is called and its address. `bare`: only statements with these words run bare."""

    name: str
    path: str
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds are medians; `ratio` is the page's time by that of the bare handler in the same run.

    Per second: with several clients at once in this process, 0 when that was not asked for.
    """

    name: str
    queries: int
    bytes: int
    compressed: int
    page_ms: float
    bare_ms: float
    per_second: float = 0.0
    bare_per_second: float = 0.0

    @property
    def ratio(self) -> float:
        return self.page_ms / self.bare_ms if self.bare_ms else 0.0


class Recorder:
    """Collects the statements of one request with their parameters, as the database got them."""

    def __init__(self) -> None:
        self.statements: list[Query] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many:
            self.statements.append((sql, params))
        return execute(sql, params, many, context)


def measure(page: Page, user: User, rounds: int, clients: int = 0) -> Figures:
    """Take turns between the page and the bare handler, so that both meet the same machine. Errors: ValueError."""
    client = Client()
    client.force_login(user)
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        response = client.get(page.path)
    if response.status_code != 200:
        raise ValueError(f"{page.name}: {page.path} answers {response.status_code}")
    body: bytes = response.content
    reads = [(sql, params) for sql, params in recorder.statements if sql.lstrip().upper().startswith("SELECT")]
    reads = [(sql, params) for sql, params in reads if page.bare in sql]
    times: dict[str, list[float]] = {"page": [], "bare": []}
    for _round in range(rounds):
        times["page"].append(_timed(lambda: client.get(page.path)))
        times["bare"].append(_timed(lambda: bare(reads, body)))
    loaded = (0.0, 0.0)
    if clients:
        cookies = client.cookies
        loaded = (
            _per_second(lambda: _visitor(cookies, page.path), clients, rounds),
            _per_second(lambda: lambda: bare(reads, body), clients, rounds),
        )
    return Figures(
        name=page.name,
        queries=_count_queries(client, page.path),
        bytes=len(body),
        compressed=len(compressed(body)),
        page_ms=statistics.median(times["page"]) * 1000,
        bare_ms=statistics.median(times["bare"]) * 1000,
        per_second=loaded[0],
        bare_per_second=loaded[1],
    )


def bare(statements: list[Query], body: bytes) -> HttpResponse:
    """Run the statements on a plain cursor, fetch every row, and answer with the bytes."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
    return HttpResponse(body)


def _visitor(cookies: Any, path: str) -> Callable[[], object]:
    """Return what one client does: each has its own browser, all are the same user."""
    client = Client()
    client.cookies = cookies
    return lambda: client.get(path)


def _per_second(make: Callable[[], Callable[[], object]], clients: int, rounds: int) -> float:
    """Return how many requests a second `clients` threads get done that ask without a pause."""

    def ask(work: Callable[[], object]) -> None:
        try:
            for _round in range(rounds):
                work()
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        start = time.perf_counter()
        for done in [pool.submit(ask, make()) for _client in range(clients)]:
            done.result()
        return clients * rounds / (time.perf_counter() - start)


def _count_queries(client: Client, path: str) -> int:
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
