"""The demo's activities: two years of calls, e-mails, meetings, chats, forms and messages, and what is planned next."""

from datetime import timedelta
from typing import Any

from comptoir.kit.semantics import Semantics
from comptoir.ops.demo import words
from comptoir.ops.demo.portal import Portal

ACTIVITIES, TASKS = 2950, 50
KINDS, WEIGHTS = ("call", "email", "meeting", "chat", "webform", "sms"), (34, 38, 12, 7, 5, 4)
CONTACT, COMPANY, DEAL = 3, 4, 2
HABIT = timedelta(days=2)


def add_activities(portal: Portal) -> None:
    rows = [_contact_activity(portal) for _ in range(ACTIVITIES)]
    rows += [_task(portal) for _ in range(TASKS)]
    rows.sort(key=lambda row: row["created_at"])
    portal.activity_count = len(portal.add("activity", rows))


def _contact_activity(portal: Portal) -> dict[str, Any]:
    dice = portal.random
    deal = dice.choice(portal.deals)
    begin, end = deal.begin_date, min(deal.close_date, portal.today)
    day = begin + timedelta(days=dice.randint(0, max(0, (end - begin).days)))
    kind = dice.choices(KINDS, WEIGHTS)[0]
    planned = deal.semantics == Semantics.IN_PROGRESS and dice.random() < 0.35
    at = portal.moment(day)
    row: dict[str, Any] = {
        "kind": kind,
        "title": portal.word(words.ACTIVITY_TITLES[kind]),
        "direction": {"webform": "in", "sms": "out", "meeting": "out"}.get(kind) or dice.choice(("in", "out")),
        "outcome": "missed" if kind == "call" and dice.random() < 0.12 else "reached",
        "completed": not planned,
        "responsible": deal.responsible_id,
        "bindings": [(DEAL, deal.pk), (COMPANY, deal.company_id), (CONTACT, deal.contact_id)],
        "created_at": at,
        "updated_at": at,
    }
    if planned:
        row["deadline"] = portal.at + timedelta(days=dice.randint(-5, 14), hours=dice.randint(0, 8))
    else:
        row["happened_at"] = at
    return row


def _task(portal: Portal) -> dict[str, Any]:
    deal = portal.random.choice([deal for deal in portal.deals if deal.semantics == Semantics.IN_PROGRESS])
    return {
        "kind": "task",
        "title": portal.word(words.ACTIVITY_TITLES["task"]),
        "deadline": portal.at + timedelta(days=portal.random.randint(-3, 12)),
        "responsible": deal.responsible_id,
        "bindings": [(DEAL, deal.pk)],
        "created_at": portal.at - HABIT,
        "updated_at": portal.at - HABIT,
    }
