"""bin/test --changed chooses the tests that a change can touch."""

import sys
from pathlib import Path

import grimp
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bin" / "_setup"))
from changed import ALWAYS, Suite, choose, module_name, read_tests

TESTS = Suite(
    {
        "tests/kit/test_money.py": frozenset({"comptoir.kit.money"}),
        "tests/sales/test_board.py": frozenset({"tests.world"}),
        "tests/sales/test_quotes.py": frozenset({"comptoir.sales.quotes", "tests.sales.helper"}),
        "tests/profile/test_won.py": frozenset({"comptoir.profile.won"}),
        "tests/tooling/test_messages.py": frozenset(),
        "tests/ui/test_scripts.py": frozenset(),
        ALWAYS: frozenset(),
    }
)


@pytest.fixture
def graph() -> grimp.ImportGraph:
    """kit.money <- sales.quotes <- profile.won; sales.board stands alone."""
    graph = grimp.ImportGraph()
    for module in ("kit.money", "sales.quotes", "sales.board", "profile.won"):
        graph.add_module(f"comptoir.{module}")
    graph.add_import(importer="comptoir.sales.quotes", imported="comptoir.kit.money")
    graph.add_import(importer="comptoir.profile.won", imported="comptoir.sales.quotes")
    return graph


SALES = ["tests/sales/test_board.py", "tests/sales/test_quotes.py"]
TOOLING = ["tests/tooling/test_messages.py"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("comptoir/sales/board.py", SALES),
        ("comptoir/sales/quotes.py", [*SALES, "tests/profile/test_won.py"]),
        (
            "comptoir/kit/money.py",
            ["tests/kit/test_money.py", "tests/sales/test_quotes.py", "tests/profile/test_won.py"],
        ),
        ("comptoir/sales/gone.py", SALES),
        ("comptoir/sales/board.css", SALES),
        ("comptoir/sales/order.ts", [*SALES, "tests/ui/test_scripts.py"]),
        ("comptoir/sales/locale/fr/LC_MESSAGES/django.po", [*SALES, *TOOLING]),
        ("tests/sales/test_board.py", ["tests/sales/test_board.py"]),
        ("tests/sales/helper.py", ["tests/sales/test_quotes.py"]),
        ("tests/sales/conftest.py", SALES),
        ("docs/adding.md", TOOLING),
    ],
)
def test_chooses(changed: str, expected: list[str], graph: grimp.ImportGraph) -> None:
    choice = choose([changed], graph, TESTS)
    assert set(choice.paths) == {ALWAYS, *expected}
    assert choice.browser == changed.endswith((".css", ".ts"))


@pytest.mark.parametrize(
    "changed",
    ["comptoir/config/settings.py", "requirements/dev.txt", "tests/world.py", "comptoir/sales/migrations/0002_x.py",
     "comptoir/unknown/one.py", "LICENSE"],
)  # fmt: skip
def test_runs_everything_when_in_doubt(changed: str, graph: grimp.ImportGraph) -> None:
    choice = choose(["comptoir/sales/board.py", changed], graph, TESTS)
    assert (choice.paths, choice.browser, choice.why_everything) == (("tests",), True, changed)


def test_a_browser_test_that_changed_runs(graph: grimp.ImportGraph) -> None:
    assert choose(["tests/sales/test_in_browser.py"], graph, TESTS).browser


def test_reads_imports_of_our_tests() -> None:
    imports = read_tests().imports["tests/tooling/test_changed.py"]
    assert imports == frozenset()
    assert "comptoir.ui.compression" in read_tests().imports["tests/ui/test_compression.py"]
    assert module_name("comptoir/ui/charts/__init__.py") == "comptoir.ui.charts"
