"""The backups in a folder: their names, what each says about itself, which of them go."""

import contextlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from comptoir.backup import archive
from comptoir.backup.errors import NotABackup
from comptoir.backup.manifest import About, portal_mark
from comptoir.backup.models import BackupPlan
from comptoir.backup.workroom import sync
from comptoir.kit.errors import NotFound

NAMES = "comptoir-*.tar"


@dataclass(frozen=True)
class Kept:
    """A whole, proved backup in a folder."""

    path: Path
    about: About
    size: int

    @property
    def name(self) -> str:
        return self.path.name


def new_name(at: datetime) -> str:
    return f"comptoir-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}Z.tar"


def backups_in(folder: Path) -> list[Kept]:
    """Return this portal's backups, the newest first; what cannot be read as one is left out."""
    found = []
    for path in folder.glob(NAMES) if folder.is_dir() else ():
        with contextlib.suppress(NotABackup, OSError), archive.opened(path) as backup:
            if backup.about.portal == portal_mark():
                found.append(Kept(path, backup.about, path.stat().st_size))
    return sorted(found, key=lambda kept: kept.about.made_at, reverse=True)


def backup_called(folder: Path, name: str) -> Kept:
    """Errors: NotFound; a name from outside never becomes a path."""
    for kept in backups_in(folder):
        if kept.name == name:
            return kept
    raise NotFound


def last_proved(backups: Iterable[Kept]) -> Kept | None:
    """Return the newest that was restored for its proof, else the newest."""
    found = list(backups)
    return next((kept for kept in found if kept.about.proof == "restored"), found[0] if found else None)


def outlived(backups: list[Kept], plan: BackupPlan, zone: ZoneInfo) -> list[Kept]:
    """Return the scheduled backups that the plan no longer keeps: of each day, week and month the last one counts."""
    scheduled = [kept for kept in backups if kept.about.kind == "scheduled"]
    kept = {
        *_last_of_each(scheduled, zone, lambda day: day.date(), plan.keep_daily),
        *_last_of_each(scheduled, zone, lambda day: day.isocalendar()[:2], plan.keep_weekly),
        *_last_of_each(scheduled, zone, lambda day: (day.year, day.month), plan.keep_monthly),
    }
    if last := last_proved(backups):
        kept.add(last.path)
    return [each for each in scheduled if each.path not in kept]


def _last_of_each(
    newest_first: list[Kept], zone: ZoneInfo, period: Callable[[datetime], Hashable], number: int
) -> list[Path]:
    last: dict[Hashable, Path] = {}
    for each in newest_first:
        last.setdefault(period(each.about.made_at.astimezone(zone)), each.path)
    return list(last.values())[:number]


def remove(backups: Iterable[Kept]) -> None:
    for kept in backups:
        kept.path.unlink(missing_ok=True)
        sync(kept.path.parent)
