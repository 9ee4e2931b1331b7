"""Setting by hand the load that the account aims at, or giving it back to the average."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.events import differences
from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items.core.choices import sources
from comptoir.kit.errors import Invalid
from comptoir.kit.money import parse_amount
from comptoir.kit.text import Text
from comptoir.profile import events
from comptoir.profile.models import LoadTarget

LEAST, MOST = Decimal("0.1"), Decimal(1000)
NOT_A_TARGET = _("Write a number from 0.1 to 1000, with at most one decimal.")
NO_PIPELINE = _("There is no such pipeline.")
OVER_ALL = "all"


def set_load_targets(
    client_type: str, values: Mapping[int | None, object], *, actor: User | None, at: datetime
) -> dict[int | None, Decimal]:
    """Set the targets of a kind of client by pipeline (None: over all); a value of None makes one automatic again.

    Shape:  the targets set by hand that are in force now; pipelines that are not named keep theirs.
    Errors: SettingsRefused; Invalid with the pipelines ("all" or their number) whose value cannot be kept.
    """
    require_settings(actor)
    cleaned = _cleaned(values)
    with transaction.atomic():
        rows = LoadTarget.objects.select_for_update().filter(client_type=client_type)
        before = {row.pipeline_id: row.value for row in rows}
        changed = {pipeline: value for pipeline, value in cleaned.items() if before.get(pipeline) != value}
        for pipeline, value in changed.items():
            _keep(client_type, pipeline, value)
        if changed:
            changes = differences(_written({name: before.get(name) for name in changed}), _written(changed))
            code, subject = events.LOAD_TARGETS_CHANGED.code, events.subject(client_type)
            publish([Event(code=code, subject=subject, actor=actor, at=at, changes=changes)])
    return {name: value for name, value in {**before, **changed}.items() if value is not None}


def _keep(client_type: str, pipeline: int | None, value: Decimal | None) -> None:
    if value is None:
        LoadTarget.objects.filter(client_type=client_type, pipeline_id=pipeline).delete()
    else:
        LoadTarget.objects.update_or_create(client_type=client_type, pipeline_id=pipeline, defaults={"value": value})


def _cleaned(values: Mapping[int | None, object]) -> dict[int | None, Decimal | None]:
    known = {None, *(choice.id for choice in sources.pipelines.all("deal"))}
    cleaned: dict[int | None, Decimal | None] = {}
    refused: dict[str, Text] = {}
    for pipeline, given in values.items():
        if pipeline not in known:
            refused[name_of(pipeline)] = NO_PIPELINE
            continue
        try:
            cleaned[pipeline] = _target(given)
        except ValueError:
            refused[name_of(pipeline)] = NOT_A_TARGET
    if refused:
        raise Invalid(fields=refused)
    return cleaned


def _target(given: object) -> Decimal | None:
    """Return the target; None for none. Errors: ValueError."""
    if given is None:
        return None
    value = parse_amount(given)
    if value is None or not LEAST <= value <= MOST or value != round(value, 1):
        raise ValueError(given)
    return round(value, 1)


def name_of(pipeline: int | None) -> str:
    """Return how a pipeline is named in fields and in what was changed."""
    return OVER_ALL if pipeline is None else str(pipeline)


def _written(values: Mapping[int | None, Decimal | None]) -> dict[str, str | None]:
    return {name_of(pipeline): None if value is None else str(value) for pipeline, value in values.items()}
