"""The whole move; run again after a kill, it goes on."""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from comptoir.ops.move import keys
from comptoir.ops.move.copying import again, copy, empty
from comptoir.ops.move.target import TARGET, CannotMove, Notes, migrate, open_target
from comptoir.ops.portal_tables import Digest, digest, tables


def move(address: str, say: Callable[[str], None] = lambda _text: None) -> dict[str, Digest]:
    """Copy the portal into the database of that address; return the digest of each table, equal on both sides.

    The portal's own database is only read. Nobody may work with it meanwhile (comptoir.ops.home_lock).
    Errors: CannotMove.
    """
    source, target = connections[DEFAULT_DB_ALIAS], open_target(address)
    notes = Notes(target)
    notes.begin(f"{source.vendor} {source.settings_dict['NAME']}")
    say("Preparing the database ...")
    migrate(target)
    keys.put_aside(target, notes)
    _make_empty(target, notes)
    for model in tables():
        copy(model, target, notes)
        say(f"{model._meta.db_table}: copied")
    keys.set_counters(source, target)
    found = {model._meta.db_table: _compared(model, target, notes) for model in tables()}
    keys.put_back(target, notes)
    notes.end()
    return found


def _make_empty(target: BaseDatabaseWrapper, notes: Notes) -> None:
    """Remove what migrations themselves have written: the portal brings its own."""
    if notes.get("emptied"):
        return
    with transaction.atomic(TARGET):
        for model in tables():
            empty(model, target)
        notes.put("emptied", True)


def _compared(model: type, target: BaseDatabaseWrapper, notes: Notes) -> Digest:
    wanted = digest(model)
    if digest(model, using=TARGET) != wanted:
        again(model, target, notes)
        if digest(model, using=TARGET) != wanted:
            raise CannotMove(
                f"{model._meta.db_table} does not hold the same in both databases, so nothing was switched over: "  # type: ignore[attr-defined]
                "a number may have more digits than the other database keeps."
            )
    return wanted
