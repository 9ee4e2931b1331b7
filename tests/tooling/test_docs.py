"""What the documentation names exists: rulings, paths, terms of the pages, commands."""

import ast
import builtins
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.core.management import call_command, get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / name for name in ("CONTRIBUTING.md", "README.md")] + sorted((ROOT / "docs").glob("*.md"))
GUIDES = [
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs" / f"{name}.md" for name in ("adding", "architecture", "glossary", "ui")),
]
ADDING = ROOT / "docs" / "adding.md"
TOOLS = {"ruff", "mypy", "lint-imports"}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def citations() -> set[tuple[str, str]]:
    """Return each ruling that is cited with the path of the file that cites it."""
    return {
        (number, str(path.relative_to(ROOT)))
        for folder in ("comptoir", "tests", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".md", ".ts"} and "migrations" not in path.parts
        for sentence in re.findall(r"\brulings? ((?:R\d+(?:, | and | to )?)+)", read(path))
        for number in re.findall(r"R\d+", sentence)
    }


def test_every_ruling_that_is_cited_is_written_down() -> None:
    known = set(re.findall(r"^\*\*(R\d+)\. ", read(ROOT / "docs" / "rulings.md"), re.MULTILINE))
    assert len(known) >= 32
    assert {(number, path) for number, path in citations() if number not in known} == set()


def test_every_ruling_in_force_is_cited() -> None:
    """One without a line of status is in force, and whoever changes the code that carries it out should meet it."""
    rulings = re.split(r"^(?=\*\*R\d+\. )", read(ROOT / "docs" / "rulings.md"), flags=re.MULTILINE)[1:]
    in_force = {text[2:].partition(".")[0] for text in rulings if "*Status: " not in text}
    assert len(in_force) >= 16
    assert in_force - {number for number, page in citations() if not page.startswith("docs/")} == set()


def paths_in(text: str) -> Iterator[str]:
    """Yield the paths in quotes; one that begins with a slash is an address of a running server."""
    for quoted in re.findall(r"`(?!/)([\w./-]+)`", text):
        if quoted.endswith(("/", ".py", ".md", ".html", ".ts", ".toml", ".po")) and "/" in quoted.rstrip("/"):
            yield quoted


@pytest.mark.parametrize("path", [path for path in GUIDES if path.exists()], ids=lambda path: path.name)
def test_the_paths_that_a_guide_names_exist(path: Path) -> None:
    missing = [
        named
        for named in paths_in(read(path))
        if not any((base / named).exists() for base in (ROOT, ROOT / "comptoir", ROOT / "docs"))
    ]
    assert missing == []


@pytest.mark.parametrize("path", [path for path in GUIDES if path.exists()], ids=lambda path: path.name)
def test_the_modules_that_a_guide_names_can_be_imported(path: Path) -> None:
    for name in sorted(set(re.findall(r"\bcomptoir(?:\.\w+)+", read(path)))):
        resolve_name(name)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_the_docs_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", read(path))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_french_terms_of_the_glossary_are_those_of_the_pages() -> None:
    texts = " ".join(read(path) for path in (ROOT / "comptoir").rglob("django.po")).casefold()
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|$", read(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    terms = {term.strip() for row in rows for term in row.split(",")} - {"–", "in French"}
    assert len(terms) > 30
    assert {term for term in terms if term.casefold() not in texts} == set()


def commands_of(path: Path) -> list[list[str]]:
    """Return the commands in the shell blocks of a page, a backslash joining lines."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", read(path), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [words for line in lines if (words := _without_variables(shlex.split(line, comments=True)))]


def _without_variables(words: list[str]) -> list[str]:
    """Return a command without what is set for it: REFRESH=1 bin/test."""
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words = words[1:]
    return words


def own_commands() -> list[tuple[str, list[str]]]:
    """Return the documented commands that are ours, with the page that documents them."""
    pages = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "docs" / "adding.md"]
    return [(path.name, words) for path in pages if path.exists() for words in commands_of(path)]


def examples_of(path: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", read(path), re.MULTILINE | re.DOTALL)


def test_the_files_of_the_examples_are_in_folders_that_exist() -> None:
    named = [name for code in examples_of(ADDING) for name in re.findall(r"^# (comptoir/\S+\.py)", code, re.MULTILINE)]
    assert len(named) > 10
    # A section has a folder of its own, which the example adds.
    assert [name for name in named if not any(folder.is_dir() for folder in (ROOT / name).parents[:2])] == []


def test_the_examples_use_names_that_exist() -> None:
    """Whatever they call, derive from or hand over is made in the product, or in the examples themselves."""
    trees = [ast.parse(code) for code in examples_of(ADDING)]
    own = {name for tree in trees for name in made_in(tree)} | set(dir(builtins))
    product = "\n".join(read(path) for path in (ROOT / "comptoir").rglob("*.py") if "migrations" not in path.parts)
    known = own | set(re.findall(r"\w+", product))
    used = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used - known == set()
    declared = {
        *re.findall(r"^(?:class|def) (\w+)", product, re.MULTILINE),
        *re.findall(r"^(\w+)(?:: .+)? = ", product, re.MULTILINE),
        *re.findall(r"^ *from \S+ import (?:.+ as )?(\w+)$", product, re.MULTILINE),
    }
    called = {
        node.func.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called - own - declared == set()


def test_the_examples_hand_over_what_is_taken() -> None:
    """A keyword of an example is one of the class of the product that it makes."""
    classes = declared_classes()
    wrong = {
        (node.func.id, keyword.arg)
        for code in examples_of(ADDING)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in classes
        for keyword in node.keywords
        if keyword.arg not in classes[node.func.id]
    }
    assert wrong == set()


def made_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def declared_classes() -> dict[str, set[str]]:
    """Return the fields of the dataclasses of the product by the names of their classes."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "comptoir").rglob("*.py"):
        for node in ast.parse(read(path)).body:
            if isinstance(node, ast.ClassDef) and "dataclass" in "".join(map(ast.unparse, node.decorator_list)):
                fields = {
                    part.target.id
                    for part in node.body
                    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
                }
                found.setdefault(node.name, set()).update(fields)
    return found


def test_documented_programs_exist() -> None:
    unknown = []
    for page, words in own_commands():
        program = words[0]
        if program.startswith((".venv/bin/", "bin/", ".ci/")):
            name = Path(program).name
            installed = program.startswith(".venv") and (name in TOOLS or name == "comptoir")
            if not installed and not (ROOT / program).is_file():
                unknown.append((page, program))
        elif program not in {"git", "cd", "curl"}:
            unknown.append((page, program))
    assert unknown == []


def test_documented_commands_of_comptoir_take_their_arguments() -> None:
    apps = get_commands()
    for page, words in own_commands():
        if words[0] != ".venv/bin/comptoir":
            continue
        name, arguments = words[1], [word for word in words[2:] if word != "--help"]
        assert name in apps, (page, words)
        app = apps[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        command.create_parser("comptoir", name).parse_args(arguments)


def documented_runs() -> list[list[str]]:
    """Return the arguments of each `bin/test` that names tests."""
    runs = [words[1:] for _page, words in own_commands() if words[0] == "bin/test"]
    return [run for run in runs if any(word.startswith("tests/") for word in run)]


def test_documented_test_runs_name_tests() -> None:
    named = {word for run in documented_runs() for word in run if word.startswith("tests/")}
    assert named
    assert [name for name in named if not any("\ndef test_" in read(path) for path in modules_below(ROOT / name))] == []


def test_the_pages_written_from_the_code_are_up_to_date() -> None:
    call_command("docs", check=True)


def modules_below(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def test_documented_choices_of_tests_find_some() -> None:
    """Those with -k, which only pytest itself can judge."""
    for arguments in [run for run in documented_runs() if "-k" in run]:
        collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
        found = subprocess.run(collect, cwd=ROOT, capture_output=True, text=True, check=False)
        assert found.returncode == 0, (arguments, found.stdout[-500:], found.stderr[-500:])
