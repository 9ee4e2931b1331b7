"""Making the demo portal, step by step, each step from the one before."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import transaction

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.kit.memo import remembering
from comptoir.ops.demo.activities import add_activities
from comptoir.ops.demo.business import add_deals, add_invoices, add_leads, add_quotes
from comptoir.ops.demo.clients import add_clients
from comptoir.ops.demo.house import add_pipeline_and_products, add_staff
from comptoir.ops.demo.portal import Portal
from comptoir.profile.request import CLIENT_TYPES
from comptoir.profile.sections.standing.fit_standings import fit_later

SEED = 20260101


def create_demo(admin: User, at: datetime, say: Callable[[str], None] = lambda text: None) -> None:
    """Fill an empty account: 60 companies, 200 contacts, 400 deals in 2 pipelines, 3,000 activities, two years to `at`.

    The same seed, moment and language always produce the same portal.
    """
    with remembering(), transaction.atomic():
        portal = Portal(admin=admin, at=at, random=Random(SEED), language=account().language)
        for step in STEPS:
            step(portal)
        for client_type in CLIENT_TYPES:
            fit_later(client_type)
    say(
        f"{len(portal.companies)} companies, {len(portal.contacts)} contacts, {len(portal.deals)} deals, "
        f"{portal.activity_count} activities."
    )


STEPS: tuple[Callable[[Portal], None], ...] = (
    add_staff,
    add_pipeline_and_products,
    add_clients,
    add_leads,
    add_deals,
    add_quotes,
    add_invoices,
    add_activities,
)
