"""Deliveries to outgoing webhooks: recorded in the transaction of the change, sent after commit, tried again."""

from __future__ import annotations

import http.client
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import repeat

from django.conf import settings
from django.db.models import F, Min

from comptoir.events.models import Event
from comptoir.jobs.models import Job
from comptoir.jobs.registry import job
from comptoir.rest.models import Delivery, OutgoingWebhook
from comptoir.rest.outgoing.body import body_of
from comptoir.rest.outgoing.sending import post
from comptoir.rest.outgoing.signing import headers_of
from comptoir.rest.outgoing.targets import CannotSend
from comptoir.rest.outgoing.webhook_events import names_of, webhook_events

logger = logging.getLogger("comptoir.rest")
# The wait after each failed attempt; a delivery that fails after the last one is given up.
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1800, 7200, 21600))
# A webhook is stopped after so many deliveries in a row that were given up.
STOPS_AFTER = 10
# Longer than an attempt takes (COMPTOIR_WEBHOOK_SECONDS): no other process tries a delivery while one sends it.
CLAIMED_FOR = timedelta(seconds=60 + 2 * settings.COMPTOIR_WEBHOOK_SECONDS)
NAME = "rest.deliver"


def note_deliveries(events: Sequence[Event]) -> None:
    """Record a delivery for each event and subscribed webhook, in the current transaction; one query without any."""
    webhooks = list(OutgoingWebhook.objects.in_force())
    if not webhooks:
        return
    named = [(event, name) for event in events for name in names_of(event)]
    Delivery.objects.bulk_create(
        [
            Delivery(webhook=webhook, event=event, name=name, created_at=event.at, due_at=event.at)
            for webhook in webhooks
            for event, name in named
            if name in webhook.events
        ],
        batch_size=500,
    )


def deliver_to(webhook: OutgoingWebhook, now: Callable[[], datetime], most: int | None = None) -> int:
    """Send due deliveries of one webhook in their order, so many at most; return how many were accepted.

    Stops at the first that is not accepted, so that the order is kept.
    Errors: none; a host that does not answer is recorded with the delivery.
    """
    sent = 0
    for _turn in range(most) if most else repeat(0):
        delivery = _next(webhook, now())
        if delivery is None:
            break
        if not _is_wanted(delivery):
            delivery.delete()
        elif _send(delivery, now()):
            sent += 1
        else:
            break
    return sent


def _next(webhook: OutgoingWebhook, at: datetime) -> Delivery | None:
    """Return the oldest delivery if it is due and this process could claim it."""
    waiting = webhook.deliveries.filter(state=Delivery.State.WAITING, webhook__stopped_at=None)
    delivery: Delivery | None = waiting.select_related("event", "webhook__owner").order_by("pk").first()
    if delivery is None or delivery.due_at > at:
        return None
    # A conditional update instead of a row lock: the request to the host must not hold a transaction open.
    claimed = Delivery.objects.filter(pk=delivery.pk, due_at=delivery.due_at).update(due_at=at + CLAIMED_FOR)
    return delivery if claimed else None


def _is_wanted(delivery: Delivery) -> bool:
    """Say whether the owner may see the event now; an event that no app declares any more is not sent."""
    if delivery.event is None:
        return True
    declared = webhook_events.find(delivery.name)
    return declared is not None and declared.visible(delivery.event, delivery.webhook.owner)


def _send(delivery: Delivery, at: datetime) -> bool:
    status, error = 0, ""
    try:
        body = body_of(delivery)
        status = post(delivery.webhook.url, body, headers_of(delivery, body, at))
    except CannotSend as refusal:
        error = str(refusal)
    except (OSError, http.client.HTTPException) as failure:
        error = f"{type(failure).__name__}: {failure}"[:200]
    accepted = 200 <= status < 300
    if not accepted:
        # The log gets neither the address nor the body: both may hold secrets.
        logger.warning("webhook %s: delivery %s was not accepted (%s)", delivery.webhook_id, delivery.pk, status)
    _write_down(delivery, at, status, error, accepted=accepted)
    return accepted


def _write_down(delivery: Delivery, at: datetime, status: int, error: str, *, accepted: bool) -> None:
    states, attempts = Delivery.State, delivery.attempts + 1
    last = not accepted and (attempts > len(BACK_OFF) or delivery.event_id is None)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=states.DONE if accepted else states.GIVEN_UP if last else states.WAITING,
        attempts=attempts,
        due_at=at if accepted or last else at + BACK_OFF[attempts - 1],
        status=status,
        error=error,
        sent_at=at,
    )
    row = OutgoingWebhook.objects.filter(pk=delivery.webhook_id)
    row.update(last_sent_at=at, status=status, error=error)
    if accepted:
        row.update(failures=0)
    elif last and delivery.event_id is not None:
        row.update(failures=F("failures") + 1)
        row.filter(failures__gte=STOPS_AFTER).update(stopped_at=at)


def due_webhooks(at: datetime) -> list[OutgoingWebhook]:
    """Return the webhooks whose oldest delivery is due, whoever has waited longest first."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, webhook__stopped_at=None)
    oldest = waiting.order_by().values("webhook_id").annotate(first=Min("pk")).values("first")
    due = Delivery.objects.filter(pk__in=oldest, due_at__lte=at).select_related("webhook").order_by("due_at", "pk")
    return [delivery.webhook for delivery in due]


@job(NAME)
def deliver(_job: Job) -> None:
    """Jobs that 0.1.0 has queued; deliveries have a lane of their own since (lane.py)."""
