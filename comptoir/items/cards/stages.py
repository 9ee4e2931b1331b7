"""The way of an item through its stages: the bar on its card, with the days spent in each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import pgettext

from comptoir.items.cards.card import Card
from comptoir.items.core.addresses import card_url
from comptoir.items.core.choices import Choice, sources
from comptoir.items.models import StageChange
from comptoir.kit.semantics import FINAL, Semantics
from comptoir.ui.component_values import Stage


@dataclass(frozen=True, slots=True)
class StageStep:
    choice: Choice
    state: str
    days: int | None


def steps_of(card: Card) -> list[StageStep]:
    """Return the stages in progress with the days spent in each; one query."""
    item = card.item
    choices = [choice for choice in _stages(card) if choice.semantics not in FINAL]
    visible = [choice for choice in choices if not choice.hidden or choice.code == item.stage]
    place = next((place for place, choice in enumerate(visible) if choice.code == item.stage), None)
    spent = _days_spent(card)
    last = len(visible) if item.semantics in FINAL else place if place is not None else -1
    return [
        StageStep(
            choice, "current" if position == place else "done" if position < last else "ahead", spent.get(choice.code)
        )
        for position, choice in enumerate(visible)
    ]


def final_stages(card: Card) -> list[Choice]:
    """Return the stages that close the item, success first."""
    found = [choice for choice in _stages(card) if choice.semantics in FINAL and not choice.hidden]
    return sorted(found, key=lambda choice: choice.semantics != Semantics.SUCCESS)


def _stages(card: Card) -> list[Choice]:
    return list(sources.choices.values(card.type.stages_of(getattr(card.item, "pipeline_id", None))))


def _days_spent(card: Card) -> dict[str, int]:
    rows = list(
        StageChange.objects.filter(item_type=card.type.type_id, item_id=card.item.pk)
        .order_by("id")
        .values_list("stage", "at")
    )
    ends: list[datetime] = [*(at for _stage, at in rows[1:]), timezone.now()]
    spent: dict[str, timedelta] = {}
    for (stage, at), end in zip(rows, ends, strict=False):
        spent[stage] = spent.get(stage, timedelta()) + max(end - at, timedelta())
    return {stage: length.days for stage, length in spent.items()}


@dataclass(frozen=True, slots=True)
class StageBar:
    """What items/cards/_stages.html draws. `url`: where a move is posted to, "" for those who may not move the item."""

    steps: list[Stage]
    current: Choice | None
    code: str
    url: str
    final: list[Choice]
    is_closed: bool


def stage_bar(card: Card) -> StageBar | None:
    """Return the way of an item through its stages; None for items that have none. One query."""
    if not card.type.stage_directory:
        return None
    url = card_url(card.type, card.item.pk, "stage") if card.may_update else ""
    return StageBar(
        steps=[_drawn(step, url) for step in steps_of(card)],
        current=sources.choices.find(card.type.stages_of(getattr(card.item, "pipeline_id", None)), card.item.stage),
        code=card.item.stage,
        url=url,
        final=final_stages(card),
        is_closed=card.item.is_closed,
    )


def _drawn(step: StageStep, url: str) -> Stage:
    return Stage(
        step.choice.name,
        step.choice.colour,
        step.state,
        pgettext("short", "%(days)s d") % {"days": step.days} if step.days else "",
        f"{url}?stage={step.choice.code}" if url else "",
    )
