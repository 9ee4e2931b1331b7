"""comptoir worker: the background worker alone; `comptoir serve` runs one together with the web server."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from comptoir.jobs import worker


class Command(BaseCommand):
    help = "Run background jobs until stopped."
    requires_system_checks: list[str] = []

    def handle(self, **_: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        worker.run(stop)
