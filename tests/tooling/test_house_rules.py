"""What is true of the whole tree and no linter knows."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What an app shows and answers with, by the names of its modules and rooms.
PRIVATE_PARTS = {
    "api",
    "drilldown",
    "handlers",
    "importers",
    "me",
    "navigation",
    "operations",
    "page",
    "pages",
    "panels",
    "product_rows",
    "rest",
    "rest_methods",
    "sign_in",
    "strip",
    "tabs",
    "timeline",
    "undo",
    "urls",
    "views",
    "widget_pages",
    "widgets",
}
# The page of a pipeline is that of the list of its stages; the reference of the API is written from its operations.
OPEN_ROOMS = {("pipelines", "comptoir.directories.page"), ("ops", "comptoir.profile.operations")}
FOUNDATION = {
    "config",
    "rest",
    "items",
    "ui",
    "imports",
    "search",
    "analytics",
    "api",
}  # engines: their parts are their offer


def sources(*parts: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "comptoir").rglob("*.py")):
        if "migrations" not in path.parts and (not parts or path.relative_to(ROOT / "comptoir").parts[0] in parts):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield from ((child.lineno, f"{child.module}.{alias.name}") for alias in child.names)


def test_no_function_imports_our_own_modules() -> None:
    """Such an import dodges the order of the floors; only ready() of an app loads its declarations so."""
    dodges = [
        f"{path}:{line} {name}"
        for path, tree in sources()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and not (path.name == "apps.py" and function.name == "ready")
        for line, name in imports(function)
        if name.startswith("comptoir.")
    ]
    assert dodges == []


def test_an_app_keeps_its_screens_and_doors_to_itself() -> None:
    """From another app one imports actions, queries, metrics, events, models or items; never its views or rest."""
    reaching_in = []
    for path, tree in sources():
        own = path.parts[1]
        for line, name in imports(tree):
            parts = name.split(".")
            if parts[0] != "comptoir" or len(parts) < 3 or parts[1] in {own, *FOUNDATION} or own == "config":
                continue
            if (own, ".".join(parts[:3])) in OPEN_ROOMS:
                continue
            if PRIVATE_PARTS.intersection(parts[2:]):
                reaching_in.append(f"{path}:{line} {name}")
    assert reaching_in == []


def test_templates_never_switch_escaping_off() -> None:
    marks = re.compile(r"\|\s*safe\b|autoescape\s+false|\son[a-z]+=\"|\sstyle=\"")
    found = [
        f"{path.relative_to(ROOT)}: {match[0].strip()}"
        for path in sorted((ROOT / "comptoir").glob("**/*.html"))
        for match in marks.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+(?:\[[^]]+\])?)==(\S+)", text, re.MULTILINE))


def test_both_locks_fit_one_environment() -> None:
    assert pins("runtime").items() <= pins("dev").items()


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_requirement_is_hashed_and_none_has_an_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    assert "index-url" not in text
    entries = re.findall(r"^[\w.\[\],-]+==(?:.*\\\n)*.*", text, re.MULTILINE)
    assert len(entries) == len(pins(name))
    assert all("--hash=sha256:" in entry for entry in entries)


def test_packages_of_the_pages_are_locked_without_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert [name for name, package in lock["packages"].items() if name and "integrity" not in package] == []
