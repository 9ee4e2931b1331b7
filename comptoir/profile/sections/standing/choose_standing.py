"""Changing how the account scores its clients: months counted, cut-offs, weights of the health score."""

from collections.abc import Mapping
from datetime import datetime

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account.actions import update_account
from comptoir.profile.sections.standing.choices import StandingChoices, parse_choices


def choose_standing(given: Mapping[str, str], *, actor: User | None, at: datetime) -> StandingChoices:
    """Keep what was typed; the change stands in the account's history. What is stored follows with the next fit.

    Errors: SettingsRefused; Invalid with every field that cannot be kept.
    """
    require_settings(actor)
    choices = parse_choices(given)
    update_account({"standing": choices.as_kept()}, actor=actor, at=at)
    return choices
