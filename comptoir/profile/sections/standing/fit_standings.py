"""Fitting the standing models over all clients of a kind, and writing where each one stands: a daily job."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from comptoir.account.queries import local_day
from comptoir.clients.models import Contact
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue
from comptoir.profile.models import ClientStanding, StandingFit
from comptoir.profile.sections.standing.choices import StandingChoices, standing_choices
from comptoir.profile.sections.standing.fitting import Beat, Fitted, fit
from comptoir.profile.sections.standing.history import History, history_of
from comptoir.profile.sections.standing.model import as_numbers
from comptoir.profile.sections.standing.purchases import purchases_of_all
from comptoir.profile.sections.standing.reading import cut_offs_in_force, outlook_of
from comptoir.profile.sections.standing.rfm import Inputs, fifths, inputs_of, scores_of, segment_of

FIT_JOB = "profile.fit_standings"
VERSION = 1
BATCH = 500
BEAT_EVERY = 5000

Clients = Mapping[int, tuple[History, Inputs | None]]


def fit_standings(client_type: str, *, at: datetime, beat: Beat = lambda: None) -> StandingFit:
    """Fit the models over all companies or contacts and write the standing of each; return the fit.

    Every record counts, visible or not (ruling R10), except those of contacts left out of scoring. `beat` is called
    between the steps, as a sign of life. Calling twice is harmless.
    """
    choices, today = standing_choices(), local_day(at)
    clients = _clients(client_type, today, choices, beat)
    found = fit([history for history, _inputs in clients.values()], beat)
    row = _fit_row(client_type, found, at)
    row.cut_offs = fifths([inputs for _history, inputs in clients.values() if inputs])
    standings = _standings(client_type, clients, row, choices, beat)
    with transaction.atomic():
        StandingFit.objects.filter(client_type=client_type).delete()
        ClientStanding.objects.filter(client_type=client_type).delete()
        row.save()
        ClientStanding.objects.bulk_create(standings, batch_size=BATCH)
        if client_type == "contact":
            # Clients that were taken out of scoring, or deleted, while this was computed.
            forget_standings("contact", Contact.objects.filter(exclude_from_scoring=True).values("pk"))
            forget_standings("contact", Contact.objects.filter(deleted_at__isnull=False).values("pk"))
    return row


def fit_later(client_type: str) -> None:
    """Queue the fit, unless it is waiting or running already."""
    waiting = Job.objects.filter(name=FIT_JOB, state__in=(Job.State.WAITING, Job.State.RUNNING))
    if not waiting.filter(arguments__client_type=client_type).exists():
        enqueue(FIT_JOB, client_type=client_type)


def forget_standings(client_type: str, client_ids: Any) -> None:
    """Delete what is stored of these clients: of contacts taken out of scoring, of deleted clients."""
    ClientStanding.objects.filter(client_type=client_type, client_id__in=client_ids).delete()


def _clients(client_type: str, today: date, choices: StandingChoices, beat: Beat) -> Clients:
    found: dict[int, tuple[History, Inputs | None]] = {}
    for client, purchases in purchases_of_all(client_type):
        history = history_of(purchases, today)
        if history is not None:
            found[client] = history, inputs_of(purchases, today, choices.months)
        if len(found) % BEAT_EVERY == 0:
            beat()
    return found


def _fit_row(client_type: str, found: Fitted, at: datetime) -> StandingFit:
    parameters: dict[str, float] = {}
    for part in (found.buying, found.spending):
        parameters |= as_numbers(part) if part else {}
    return StandingFit(
        client_type=client_type,
        parameters=parameters,
        clients=found.clients,
        repeating=found.repeating,
        log_likelihood=found.log_likelihood,
        correlation=found.correlation,
        refusal=found.refusal,
        version=VERSION,
        computed_at=at,
    )


def _standings(
    client_type: str, clients: Clients, row: StandingFit, choices: StandingChoices, beat: Beat
) -> list[ClientStanding]:
    cut_offs = cut_offs_in_force(choices, row)
    rows = []
    for client, (history, inputs) in clients.items():
        scores = scores_of(inputs, cut_offs) if inputs and cut_offs else None
        ahead = outlook_of(row, history)
        rows.append(
            ClientStanding(
                client_type=client_type,
                client_id=client,
                frequency=history.frequency,
                recency=history.recency,
                age=history.age,
                monetary=_amount(history.mean),
                recency_score=scores.recency if scores else None,
                frequency_score=scores.frequency if scores else None,
                monetary_score=scores.monetary if scores else None,
                segment=segment_of(scores).code if cut_offs else "",
                p_alive=ahead.p_alive if ahead else None,
                expected_purchases=ahead.purchases if ahead else None,
                fewest_purchases=ahead.low if ahead else None,
                most_purchases=ahead.high if ahead else None,
                expected_value=_amount(ahead.value) if ahead else None,
                lowest_value=_amount(ahead.low_value) if ahead else None,
                highest_value=_amount(ahead.high_value) if ahead else None,
                computed_at=row.computed_at,
            )
        )
        if len(rows) % BEAT_EVERY == 0:
            beat()
    return rows


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(value), 4)
