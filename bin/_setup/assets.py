"""The scripts and styles of the pages, built with the Node that came as a Python package; and the translations."""

from pathlib import Path

from places import BIN, ROOT
from steps import Step, run

UI = ROOT / "comptoir" / "ui"
PACKAGE_FILES = (ROOT / "package.json", ROOT / "package-lock.json")


def prepare() -> None:
    """Bring scripts, styles and compiled translations up to date."""
    for step in (node_modules(), build(), translations()):
        step.run_if_needed()


def node_modules() -> Step:
    return Step(
        name="node-modules",
        doing="Installing the packages of the pages ...",
        reads=PACKAGE_FILES,
        makes=(ROOT / "node_modules",),
        action=lambda: run(
            [BIN / "npm", "ci", "--no-audit", "--no-fund"], "The packages of the pages could not be installed."
        ),
    )


def build() -> Step:
    return Step(
        name="pages",
        doing="Building scripts and styles ...",
        reads=(*PACKAGE_FILES, ROOT / "tsconfig.json", UI / "build", UI / "icons.json", UI / "favicon.svg", *sources()),
        makes=(UI / "static" / "ui" / "app.js",),
        action=lambda: run([BIN / "npm", "run", "build"], "Scripts and styles could not be built."),
    )


def sources() -> list[Path]:
    """Return the scripts and styles of the package, wherever their capability keeps them; not the tests."""
    found = (file for ending in ("ts", "css") for file in (ROOT / "comptoir").rglob(f"*.{ending}"))
    return sorted(file for file in found if UI / "static" not in file.parents and not file.name.endswith(".test.ts"))


def translations() -> Step:
    catalogues = tuple(sorted((ROOT / "comptoir").glob("*/locale/*/LC_MESSAGES/*.po")))
    return Step(
        name="translations",
        doing="Compiling the translations ...",
        reads=catalogues,
        makes=tuple(catalogue.with_suffix(".mo") for catalogue in catalogues),
        action=lambda: run([BIN / "comptoir", "messages", "compile"], "The translations could not be compiled."),
    )
