"""The lane of deliveries: threads of the worker that do nothing else, so that slow receivers hold up no other work.

Each receiver (a host) has one connection at a time. Whoever fails waits as `delivery.BACK_OFF` says, so that bad
receivers leave the threads to the others.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from comptoir.kit.memo import remembering
from comptoir.rest.models import OutgoingWebhook
from comptoir.rest.outgoing.delivery import deliver_to, due_webhooks
from comptoir.rest.outgoing.targets import receiver_of

logger = logging.getLogger("comptoir.rest")
LOOKS_EVERY = 1.0
# Deliveries of one webhook in a row, before others get their turn.
IN_A_ROW = 25


class DeliveryLane:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(settings.COMPTOIR_WEBHOOK_CONNECTIONS, thread_name_prefix="webhook")
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    def run(self, stop: threading.Event) -> None:
        """Deliver what is due until `stop` is set."""
        try:
            while not stop.wait(LOOKS_EVERY):
                self.turn()
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)
            connections.close_all()

    def turn(self) -> int:
        """Begin what is due and whose receiver is free; return how many webhooks were begun."""
        close_old_connections()
        begun = 0
        for webhook in due_webhooks(timezone.now()):
            if self._takes(receiver_of(webhook.url)):
                self._pool.submit(self._serve, webhook)
                begun += 1
        return begun

    def _takes(self, receiver: str) -> bool:
        """Mark the receiver as busy, if it is free and so is a thread; say whether."""
        with self._lock:
            if receiver in self._busy or len(self._busy) >= settings.COMPTOIR_WEBHOOK_CONNECTIONS:
                return False
            self._busy.add(receiver)
            return True

    def _serve(self, webhook: OutgoingWebhook) -> None:
        try:
            with remembering():
                deliver_to(webhook, timezone.now, most=IN_A_ROW)
        except Exception:
            logger.exception("webhook %s: its deliveries failed", webhook.pk)
        finally:
            connections.close_all()
            with self._lock:
                self._busy.discard(receiver_of(webhook.url))


def run_lane(stop: threading.Event) -> None:
    DeliveryLane().run(stop)
