"""Every figure is declared whole, documented and tested."""

import pytest

from comptoir.analytics.metric import Figure, Metric, Ratio, Totals, Unit, metrics
from comptoir.analytics.metrics_page import metrics_page
from tests.conftest import ROOT

PAGE = ROOT / "docs/metrics.md"


def test_the_page_of_metrics_is_what_the_declarations_say() -> None:
    """Write it with `comptoir docs --write`."""
    assert PAGE.read_text(encoding="utf-8") == metrics_page()


@pytest.mark.parametrize("figure", metrics.all(), ids=lambda figure: figure.code)
def test_says_what_it_is(figure: Figure) -> None:
    assert isinstance(figure.unit, Unit)
    assert str(figure.label)
    assert str(figure.meaning).endswith(".")
    assert figure.version >= 1
    assert figure.totals is (Totals.FROM_PARTS if isinstance(figure, Ratio) else Totals.SUM)
    if isinstance(figure, Metric):
        assert (figure.unit in (Unit.MONEY, Unit.DAYS)) == bool(figure.sums)


@pytest.mark.parametrize("figure", metrics.all(), ids=lambda figure: figure.code)
def test_is_named_by_a_test(figure: Figure) -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert f'"{figure.code}"' in tests
