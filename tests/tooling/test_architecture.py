"""The import contracts cover the whole package, and the architecture page shows what they say."""

import tomllib
from pathlib import Path
from typing import Any

from comptoir.ops.architecture import layers_of, with_floors

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS: list[dict[str, Any]] = LINTER["contracts"]
FOLDERS = {path.parent.name for path in (ROOT / "comptoir").glob("*/__init__.py")}


def test_every_folder_stands_on_a_floor() -> None:
    assert {name for floor in layers_of(ROOT)["comptoir"] for name in floor} >= FOLDERS


def test_every_folder_has_rows_that_name_all_that_is_in_it() -> None:
    covered = {
        container.removeprefix("comptoir.")
        for contract in CONTRACTS
        if contract["type"] == "layers" and contract.get("exhaustive")
        for container in contract["containers"]
    }
    assert covered >= FOLDERS


def test_no_import_is_exempt() -> None:
    exemptions = ("ignore_imports", "exhaustive_ignores", "skip_descendants", "unmatched_ignore_imports_alerting")
    assert [(contract["id"], name) for contract in CONTRACTS for name in exemptions if name in contract] == []
    assert LINTER["exclude_type_checking_imports"] is False


def test_no_folder_has_a_circle_at_any_depth() -> None:
    ancestors = {
        name for contract in CONTRACTS if contract["type"] == "acyclic_siblings" for name in contract["ancestors"]
    }
    assert ancestors == {"comptoir"}


def test_the_architecture_page_shows_the_floors() -> None:
    """Write it with `comptoir docs --write`."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert text == with_floors(text, ROOT)
