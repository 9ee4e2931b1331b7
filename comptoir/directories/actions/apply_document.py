"""Applying a file of lists: every list it names becomes what the file says, or nothing changes at all."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.actions.save_directory import save_directory
from comptoir.directories.changes import version_of
from comptoir.directories.exchange import Document
from comptoir.directories.plan import ListPlan, plan_document
from comptoir.kit.errors import Invalid


class FileRefused(Invalid):
    """`fields` gives the reasons by "list code"."""

    code = "file_refused"
    message = _("The file was not applied: some values cannot be changed so.")


def apply_document(
    document: Document, *, actor: User, at: datetime, batch: uuid.UUID | None = None
) -> Sequence[ListPlan]:
    """Apply the file as one change set and return what it did. A second time it does nothing.

    Errors: Forbidden; FileRefused when any value is refused, with the reasons of all of them; InvalidEdits.
    """
    require_settings(actor)
    change_set = batch or uuid.uuid4()
    with transaction.atomic():
        plans = plan_document(document)
        refused = {f"{plan.slug} {code}".strip(): why for plan in plans for code, why in plan.refused.items()}
        if refused:
            raise FileRefused(fields=refused)
        for plan in plans:
            if plan.directory and plan.changes_something:
                seen = version_of(plan.directory.code)
                save_directory(plan.directory, plan.edits, seen=seen, actor=actor, at=at, batch=change_set)
    return plans
