"""Migrations are only added: the hash of each stands beside it, from its first day on main.

A portal notes a migration by its name. Had the file been edited since, that portal would never get what it now says.
"""

import hashlib
from pathlib import Path

NAME = "frozen.sha256"


def folders(package: Path) -> list[Path]:
    return sorted(package.glob("*/migrations"))


def freeze(folder: Path) -> list[str]:
    """Note the hash of each migration that has none yet; return their names."""
    frozen = hashes(folder)
    new = [path.name for path in migrations(folder) if path.name not in frozen]
    lines = [f"{digest}  {name}\n" for name, digest in sorted({**frozen, **_hashes_of(folder, new)}.items())]
    if new:
        (folder / NAME).write_text("".join(lines), encoding="utf-8")
    return new


def problems(folder: Path) -> list[str]:
    """Say of each migration that is not as it was frozen what to do."""
    frozen, found = hashes(folder), {path.name for path in migrations(folder)}
    app = folder.parent.name
    now = _hashes_of(folder, found)
    return [
        *(f"{app} {name} has no hash yet: run `comptoir migrations --write`." for name in sorted(found - set(frozen))),
        *(
            f"{app} {name} is gone: portals have applied it already, so put it back."
            for name in sorted(set(frozen) - found)
        ),
        *(
            f"{app} {name} was edited: portals that have applied it would never get the change. "
            "Put it back and add a new migration."
            for name in sorted(found & set(frozen))
            if now[name] != frozen[name]
        ),
    ]


def migrations(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.py"))


def hashes(folder: Path) -> dict[str, str]:
    """Return {file name: hash} as frozen."""
    file = folder / NAME
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {name: digest for digest, name in (line.split() for line in lines)}


def _hashes_of(folder: Path, names: "list[str] | set[str]") -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
