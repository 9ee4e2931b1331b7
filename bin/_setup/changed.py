"""bin/test --changed: runs the tests that a change can touch. Started by bin/test, with the packages of .venv."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp
from places import BIN, ROOT

# What every test stands on. Their own imports are not followed: they would lead to every test for any change.
SHARED = frozenset({"tests.conftest", "tests.world", "tests.environment", "tests.browser"})
# Beyond these no import tells what a change touches.
EVERYTHING = (
    "pyproject.toml",
    "requirements/",
    "package-lock.json",
    "comptoir/config/",
    "tests/conftest.py",
    "tests/world.py",
    "tests/environment.py",
    "tests/query_counts",
)
FRONT = (".html", ".css", ".ts", ".mjs")
ALWAYS = "tests/tooling/test_house_rules.py"
TOOLING = ("bin/", ".ci/", "docs/")


@dataclass(frozen=True)
class Choice:
    """What to run: paths for pytest, whether browser tests are among them, and why it is everything, if it is."""

    paths: tuple[str, ...]
    browser: bool
    why_everything: str = ""


@dataclass(frozen=True)
class Suite:
    """The test files, each with the modules it imports, those of its helpers included."""

    imports: Mapping[str, frozenset[str]]

    def in_folder(self, folder: str) -> set[str]:
        return {path for path in self.imports if path.startswith(f"{folder}/")}

    def reaching(self, modules: set[str]) -> set[str]:
        return {path for path, imported in self.imports.items() if imported & modules}


def choose(changed: Iterable[str], graph: grimp.ImportGraph, tests: Suite) -> Choice:
    """Return the tests that these changed files can touch.

    A module: the tests that import it, directly or through others, and those of its app. A template, script or style
    sheet: those of its app, browser tests included. A test: itself; a helper of tests: whoever imports it.
    """
    chosen = {ALWAYS}
    files = sorted(changed)
    browser = any(file.endswith(FRONT) for file in files)
    for file in files:
        touched = _touched(file, graph, tests)
        if touched is None:
            return Choice(("tests",), browser=True, why_everything=file)
        chosen |= touched
    return Choice(tuple(sorted(chosen)), browser=browser or any(file.endswith("_in_browser.py") for file in files))


def _touched(file: str, graph: grimp.ImportGraph, tests: Suite) -> set[str] | None:
    """Return the tests of one file; None when it may be any."""
    if file.startswith(EVERYTHING) or "/migrations/" in file:
        return None
    if file.startswith("tests/"):
        return _of_test_file(file, tests)
    if file.startswith("comptoir/"):
        return _of_product_file(file, graph, tests)
    return tests.in_folder("tests/tooling") if file.startswith(TOOLING) or file.endswith(".md") else None


def _of_test_file(file: str, tests: Suite) -> set[str]:
    module = module_name(file)
    found = tests.reaching({module}) | ({file} & tests.imports.keys())
    folder = file.rpartition("/")[0]
    return found if file.endswith(".py") and not file.endswith("conftest.py") else found | tests.in_folder(folder)


def _of_product_file(file: str, graph: grimp.ImportGraph, tests: Suite) -> set[str] | None:
    app = file.split("/")[1]
    found = tests.in_folder(f"tests/{app}")
    if file.endswith((".ts", ".mjs")):
        found |= {"tests/ui/test_scripts.py"} & tests.imports.keys()
    if file.endswith(".po"):
        found |= {"tests/tooling/test_messages.py"} & tests.imports.keys()
    if file.endswith(".py"):
        module = module_name(file)
        # A module that is gone is in no graph: what still imports it fails to start, in any test of its app.
        downstream = graph.find_downstream_modules(module) if module in graph.modules else set()
        found |= tests.reaching({module, *downstream})
    return found or None


def module_name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def changed_files() -> list[str]:
    """Return what differs from the main branch where this one left it: committed, not committed, new."""
    bases = (_git("merge-base", "HEAD", branch) for branch in ("main", "origin/main"))
    base = next((found[0] for found in bases if found), "HEAD")
    return sorted(
        {*_git("diff", "--name-only", "--no-renames", base), *_git("ls-files", "--others", "--exclude-standard")}
    )


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def read_tests() -> Suite:
    """Read which modules each test file imports, through the helpers of tests too."""
    direct = {module_name(str(path.relative_to(ROOT))): _imports(path) for path in (ROOT / "tests").rglob("*.py")}

    def reach(module: str, seen: set[str]) -> set[str]:
        for each in direct.get(module, set()) - seen - SHARED:
            seen.add(each)
            reach(each, seen)
        return seen

    files = {
        module: f"{module.replace('.', '/')}.py" for module in direct if module.rpartition(".")[2].startswith("test_")
    }
    return Suite({file: frozenset(reach(module, set())) for module, file in files.items()})


def _imports(path: Path) -> set[str]:
    """Return the modules that a file imports; a name imported from a package may be a module itself."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.startswith(("comptoir", "tests"))}


def main(arguments: list[str]) -> None:
    """Say what is chosen, then become pytest."""
    changed = changed_files()
    if not changed:
        print("Nothing differs from the main branch: no test to run.")
        return
    graph = grimp.build_graph("comptoir", cache_dir=str(ROOT / ".import_linter_cache"))
    choice = choose(changed, graph, read_tests())
    options = [] if choice.browser or "-m" in arguments else ["-m", "not browser"]
    if choice.why_everything:
        print(f"Everything: {choice.why_everything} changed.", flush=True)
    else:
        without = "" if choice.browser else ", without those in a browser"
        print(f"{len(choice.paths)} test files for {len(changed)} changed files{without}.", flush=True)
    os.chdir(ROOT)
    program = str(BIN / "pytest")
    os.execv(program, [program, "-n", "2", "--dist", "loadfile", *options, *choice.paths, *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
