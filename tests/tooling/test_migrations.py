"""Migrations are only added: `comptoir migrations` holds each to its hash."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from comptoir.ops import frozen_migrations

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = frozen_migrations.folders(ROOT / "comptoir")


def test_no_migration_was_edited_or_is_without_its_hash() -> None:
    assert [sentence for folder in FOLDERS for sentence in frozen_migrations.problems(folder)] == []


def test_a_hash_that_is_on_main_stays() -> None:
    """Whoever edits a migration and its hash together meets this; on main itself there is nothing to compare."""
    main = next((name for name in ("origin/main", "main") if git("rev-parse", "--verify", "--quiet", name)), "")
    base = git("merge-base", main, "HEAD").strip() if main else ""
    lost = {}
    for folder in FOLDERS if base else ():
        path = folder.relative_to(ROOT) / frozen_migrations.NAME
        known = set(git("show", f"{base}:{path}").splitlines())
        lost[str(path)] = known - set((ROOT / path).read_text().splitlines())
    assert {path: lines for path, lines in lost.items() if lines} == {}


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sales" / "migrations"
    made.mkdir(parents=True)
    (made / "0001_initial.py").write_text("one")
    assert frozen_migrations.freeze(made) == ["0001_initial.py"]
    return made


def test_a_new_one_is_noted_once(folder: Path) -> None:
    (folder / "0002_more.py").write_text("two")
    assert frozen_migrations.problems(folder) == [
        "sales 0002_more.py has no hash yet: run `comptoir migrations --write`."
    ]
    assert frozen_migrations.freeze(folder) == ["0002_more.py"]
    assert frozen_migrations.freeze(folder) == []
    assert frozen_migrations.problems(folder) == []
    assert f"{hashlib.sha256(b'two').hexdigest()}  0002_more.py" in (folder / "frozen.sha256").read_text()


def test_an_edited_one_is_refused_and_not_noted_anew(folder: Path) -> None:
    (folder / "0001_initial.py").write_text("edited")
    assert frozen_migrations.freeze(folder) == []
    (sentence,) = frozen_migrations.problems(folder)
    assert sentence.startswith("sales 0001_initial.py was edited")
    (folder / "0001_initial.py").unlink()
    (sentence,) = frozen_migrations.problems(folder)
    assert sentence.startswith("sales 0001_initial.py is gone")
