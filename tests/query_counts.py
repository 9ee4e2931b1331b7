"""How many SQL queries a page may need: kept in query_counts.json, which REFRESH_QUERY_COUNTS=1 writes anew."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

FILE = Path(__file__).with_name("query_counts.json")


def count_queries(act: Callable[[], Any]) -> int:
    """Run the act and return how many queries it made."""
    made = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        made.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return len(made)


def expect_queries(name: str, found: int) -> None:
    """Fail when a page needs another number of queries than is written down for it."""
    known: dict[str, int] = json.loads(FILE.read_text()) if FILE.exists() else {}
    if os.environ.get("REFRESH_QUERY_COUNTS"):
        known[name] = found
        FILE.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n")
    assert found == known.get(name), f"{name}: {found} queries, {known.get(name)} are written down"
