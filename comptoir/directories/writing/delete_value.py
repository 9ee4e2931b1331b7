"""Deleting a value that nothing needs any more."""

from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories import events
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.errors import SystemValue, TakesOver, ValueInUse
from comptoir.directories.history.changes import attributes_of, record
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.groups import check_deletion, takes_over
from comptoir.directories.values.reading import claim
from comptoir.directories.values.use import in_use
from comptoir.kit.errors import NotFound


def delete_value(value_id: int, *, actor: User, at: datetime, forced: bool = False) -> None:
    """Delete a value. `forced` deletes system and used values of lists, whose code then stays on the items.

    A stage with items is refused whatever is asked, and the initial, success and first failure rows never go
    (ruling R11). What lies in the recycle bin does not keep a value: restored, it enters the first stage.
    Errors: Forbidden, NotFound, SystemValue, ProtectedStage, TakesOver, ValueInUse.
    """
    require_settings(actor)
    with transaction.atomic():
        claim()
        value = DirectoryValue.objects.select_for_update().filter(pk=value_id).first()
        if value is None:
            raise NotFound
        if value.is_system and not forced:
            raise SystemValue
        found = catalogue.find(value.directory) or Directory(value.directory, value.directory)
        rows = DirectoryValue.objects.filter(directory=value.directory)
        if found.is_stages:
            check_deletion(value, rows)
        if takes_over(value.code, rows):
            raise TakesOver
        if (found.is_stages or not forced) and in_use(found, value.code, deleted=False):
            raise ValueInUse
        before = attributes_of(value)
        value.delete()
        record(events.DELETED, value, before, {}, actor=actor, at=at)
