"""docs/metrics.md, written from the declarations: one section a figure."""

from django.utils import translation

from comptoir.analytics.metric import Figure, Metric, Ratio, metrics, needs_client

HEAD = """\
# Metrics

Every figure of the product, written from its declaration by `comptoir docs --write`. A figure's list holds exactly
the rows it counts, within the reader's sight; a ratio whose denominator is 0 is *no data*. Periods are whole days of
the account's time zone, both ends included; money is in the account's currency.
"""


def metrics_page() -> str:
    """Return the page as Markdown, in English."""
    with translation.override("en"):
        return "\n".join([HEAD, *(_section(figure) for figure in metrics)])


def _section(figure: Figure) -> str:
    facts = _ratio(figure) if isinstance(figure, Ratio) else _metric(figure)
    rows = [f"| {name} | {text} |" for name, text in facts]
    head = ["", f"## {figure.label} (`{figure.code}`)", "", str(figure.meaning), "", "| | |", "| --- | --- |"]
    return "\n".join([*head, *rows])


def _metric(metric: Metric) -> list[tuple[str, object]]:
    return [
        ("unit", metric.unit.value),
        ("reads", metric.source.label),
        ("can be asked about", _subjects(metric)),
        ("value", f"sum of `{metric.sums}`" if metric.sums else "number of rows"),
        ("date tested", metric.dated_by.text),
        ("can be divided by", ", ".join(metric.source.groups) or "nothing"),
        ("left out", "; ".join(str(left.reason) for left in metric.left_out) or "nothing"),
        ("totals", metric.totals.value),
        ("version", metric.version),
    ]


def _ratio(ratio: Ratio) -> list[tuple[str, object]]:
    return [
        ("unit", ratio.unit.value),
        ("formula", ratio.formula),
        ("made of", f"`{ratio.numerator.code}`, `{ratio.denominator.code}`, × {ratio.factor}"),
        ("can be asked about", _subjects(ratio)),
        ("without a denominator", "no data"),
        ("totals", ratio.totals.value),
        ("version", ratio.version),
    ]


def _subjects(figure: Figure) -> str:
    return "a client" if needs_client(figure) else "a client, a person, a department, the portal"
