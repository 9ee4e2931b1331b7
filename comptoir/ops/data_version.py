"""Whether the data fit the code: an older portal is migrated, a newer one and one from before 0.1.0 are refused."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState

from comptoir.ops.preflight import CannotStart

Key = tuple[str, str]
# Every column of every table, in one query.
COLUMNS = {
    "sqlite": (
        "SELECT tables.name, columns.name FROM sqlite_master AS tables "
        "JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
    ),
    "postgresql": (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    ),
}


class DataVersion(StrEnum):
    NONE = "none"
    BEHIND = "behind"
    OK = "ok"
    AHEAD = "ahead"
    BEFORE_0_1_0 = "before 0.1.0"


def require_data(*, may_be_behind: bool = False) -> None:
    """Refuse data that this code cannot work with; `may_be_behind`: the command at hand brings them up to date.

    Errors: CannotStart with a sentence that says what to do.
    """
    match data_version():
        case DataVersion.AHEAD:
            unknown = ", ".join(
                f"{app} {name}" for app, name in sorted(applied_migrations() - shipped_migrations())[:3]
            )
            raise CannotStart(
                f"The data were written by a newer version of Comptoir (this one does not know {unknown}); "
                "nothing was changed: install that version again, or restore a backup made before the upgrade."
            )
        case DataVersion.BEFORE_0_1_0:
            raise CannotStart(
                "The data come from before version 0.1.0, which no version can bring up to date; nothing was changed: "
                "export them with the version that wrote them and import the files into an empty portal."
            )
        case DataVersion.NONE if not may_be_behind:
            raise CannotStart("There is no portal here yet: run `comptoir migrate` or start `comptoir serve` first.")
        case DataVersion.BEHIND if not may_be_behind:
            raise CannotStart("The data are those of an older version: run `comptoir migrate` first.")


def data_version() -> DataVersion:
    """Compare the database with the code. Two queries."""
    if not _exists():
        return DataVersion.NONE
    applied = applied_migrations()
    if not applied:
        return DataVersion.NONE
    if applied - shipped_migrations():
        return DataVersion.AHEAD
    if missing_columns(applied):
        return DataVersion.BEFORE_0_1_0
    return DataVersion.OK if shipped_migrations() <= applied else DataVersion.BEHIND


@cache
def shipped_migrations() -> frozenset[Key]:
    """Return (app, name) of every migration in the code, which does not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def applied_migrations() -> set[Key]:
    return set(MigrationRecorder(connection).applied_migrations())


def missing_columns(applied: Iterable[Key]) -> set[tuple[str, str]]:
    """Return (table, column) of what the applied migrations have made and the database has not.

    Until 0.1.0 the first migrations were edited in place: their names are the same, what they made is not.
    """
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS[connection.vendor])
        found = {(str(table), str(column)) for table, column in cursor.fetchall()}
    return set(_columns_after(applied)) - found


def _columns_after(applied: Iterable[Key]) -> Iterable[tuple[str, str]]:
    state = MigrationLoader(None).graph.make_state(nodes=list(applied), at_end=True)
    for model in state.models.values():
        if not _has_table(model):
            continue
        table = model.options.get("db_table") or f"{model.app_label}_{model.name_lower}"
        for name, field in model.fields.items():
            if not isinstance(field, models.ManyToManyField):
                yield table, field.db_column or (f"{name}_id" if field.is_relation else name)


def _has_table(model: ModelState) -> bool:
    swappable = model.options.get("swappable")
    is_ours = not swappable or getattr(settings, swappable) == f"{model.app_label}.{model.name}"
    return is_ours and not model.options.get("proxy") and model.options.get("managed", True)


def _exists() -> bool:
    """Say whether there is a database: opening the file of SQLite would make one."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()
