"""docs/architecture.md: the floors and what stands on each, drawn from the import contracts in pyproject.toml."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

BEGIN = "<!-- floors: written by `comptoir docs --write`, do not edit below -->"
Layers = list[list[str]]


def with_floors(text: str, root: Path) -> str:
    """Return the document with its picture brought up to date; what stands above the mark is kept."""
    above = text.partition(BEGIN)[0].rstrip()
    return "\n".join([above, "", BEGIN, "", *_lines(root), ""])


def layers_of(root: Path) -> dict[str, Layers]:
    """Return the layers of each folder by its dotted name, from the top down; those of the package are the floors."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        container: [re.findall(r"\w+", layer) for layer in contract["layers"]]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
        for container in contract["containers"]
    }


def _lines(root: Path) -> Iterator[str]:
    layers = layers_of(root)
    yield "## The floors"
    yield ""
    yield "A folder may import from every floor below its own, from no other. A folder with a dot shares the floor of"
    yield "the one above it, and the two do not know each other."
    yield ""
    yield "```text"
    yield from _floors(layers["comptoir"], root / "comptoir")
    yield "```"
    yield ""
    yield "## Inside each folder"
    yield ""
    yield "The same rule holds within: a line imports from the lines below it. *apps*, *urls* and *migrations* are"
    yield "Django's: what is loaded at the start, the addresses, the history of the tables."
    for folder in [name for floor in layers["comptoir"] for name in floor]:
        if rows := layers.get(f"comptoir.{folder}"):
            yield from ("", f"### {folder}", "", "```text", *_rows(rows, root / "comptoir" / folder), "```")


def _floors(floors: Layers, package: Path) -> Iterator[str]:
    width = max(len(name) for floor in floors for name in floor)
    for floor in floors:
        for place, name in enumerate(floor):
            mark = "·" if place else " "
            yield f"{mark} {name.ljust(width)}  {_first_line(package / name / '__init__.py')}"


def _rows(rows: Layers, folder: Path) -> Iterator[str]:
    """Yield a line for each row of modules and rooms; a room ends in a slash, what is absent is left out."""
    for row in rows:
        there = [_shown(name, folder) for name in row]
        if any(there):
            yield "  ".join(name for name in there if name)


def _shown(name: str, folder: Path) -> str:
    if (folder / name).is_dir():
        return f"{name}/"
    return name if (folder / f"{name}.py").exists() else ""


def _first_line(module: Path) -> str:
    return (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").partition("\n")[0]
