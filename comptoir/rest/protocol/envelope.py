"""The answer: `result`, `total`, `next` and `time`, or `error`, in the JSON that PHP writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

import msgspec
from django.http import HttpResponse

from comptoir.rest.protocol.errors import RestError
from comptoir.rest.protocol.paging import Page
from comptoir.rest.protocol.phparray import counts_from_zero

CONTENT_TYPE = "application/json; charset=utf-8"
OPERATING_WINDOW = timedelta(minutes=10)


def php_array(mapping: Mapping[str, Any]) -> list[Any] | dict[str, Any]:
    """Return a map as PHP's json_encode writes it: a list if it is empty or its keys are 0..n-1 in order."""
    return list(mapping.values()) if counts_from_zero(mapping) else dict(mapping)


@dataclass(slots=True)
class Stopwatch:
    """Times one call; `started` is a moment in the account's time zone."""

    started: datetime
    clock: Callable[[], float]
    began: float

    @classmethod
    def start(cls, at: datetime, zone: tzinfo, clock: Callable[[], float] = time.perf_counter) -> Stopwatch:
        return cls(at.astimezone(zone), clock, clock())

    def restart(self) -> Stopwatch:
        """Return a watch for the next command of a batch."""
        now = self.clock()
        return Stopwatch(self.started + timedelta(seconds=now - self.began), self.clock, now)

    @property
    def elapsed(self) -> float:
        return self.clock() - self.began

    def reading(self, processing: float | None = None) -> dict[str, object]:
        """Return the eight keys of `time`.

        `operating` is the time of this call alone. The server has no operating limit, but clients slow down by it.
        """
        duration = self.elapsed
        finished = self.started + timedelta(seconds=duration)
        start, finish = self.started.timestamp(), finished.timestamp()
        return {
            "start": start,
            "finish": finish,
            "duration": finish - start,
            "processing": duration if processing is None else processing,
            "date_start": self.started.isoformat(timespec="seconds"),
            "date_finish": finished.isoformat(timespec="seconds"),
            "operating_reset_at": int((finished + OPERATING_WINDOW).timestamp()),
            "operating": duration if processing is None else processing,
        }


def success(result: object, timing: Mapping[str, object]) -> dict[str, object]:
    """Return the envelope of an answer; a Page brings its total and next."""
    if not isinstance(result, Page):
        return {"result": result, "time": timing}
    envelope: dict[str, object] = {"result": result.result}
    if result.next is not None:
        envelope["next"] = result.next
    if result.total is not None:
        envelope["total"] = result.total
    envelope["time"] = timing
    return envelope


def failure(error: RestError) -> dict[str, object]:
    return {"error": error.code, "error_description": error.description, **error.extra}


def respond(envelope: Mapping[str, object], status: int = 200) -> HttpResponse:
    return HttpResponse(_ENCODER.encode(envelope), status=status, content_type=CONTENT_TYPE)


def _as_text(value: object) -> str:
    """Write values that JSON does not know, such as lazily translated labels."""
    return str(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_as_text, decimal_format="number")
