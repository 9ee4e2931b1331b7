"""The settings of a widget as a page shows them: the form's fields with what may be chosen, and the preview."""

from typing import Any

from comptoir.analytics.metric import Figure, metrics, terms_of
from comptoir.kit.errors import CrmError
from comptoir.profile.errors import InvalidWidget
from comptoir.profile.request import Asked
from comptoir.profile.widget_pages import form
from comptoir.profile.widgets.check import check_widget
from comptoir.profile.widgets.drawing import draw_alone, plan
from comptoir.profile.widgets.reading import read_widget
from comptoir.profile.widgets.titles import default_title
from comptoir.profile.widgets.type import Tile, WidgetType, widget_types
from comptoir.profile.widgets.widget import INKS, MOST_SERIES, Widget


def checked(raw: form.Raw) -> Widget:
    """Return the widget that a form describes. Errors: InvalidWidget."""
    widget = read_widget(raw)
    check_widget(widget)
    return widget


def fields(raw: form.Raw, asked: Asked, refusal: CrmError | None = None) -> dict[str, Any]:
    """Return what the fields show: the typed values, the choices, and the preview or its faults."""
    kind = widget_types.find(raw["type"]) or widget_types.get("number")
    figures = [metrics.find(each["figure"]) for each in raw["series"]]
    known = [figure for figure in figures if figure]
    tile, faults = _preview(raw, asked)
    by_options = form.division_options(kind, known)
    return {
        "asked": asked,
        "raw": raw,
        "kind": kind,
        "kinds": list(widget_types),
        "series_rows": _rows(raw, kind, figures),
        "may_add_series": len(raw["series"]) < kind.most,
        "most_series": MOST_SERIES,
        "by_groups": form.division_groups(by_options) if any(option.value for option in by_options) else [],
        "by_fixed": len(by_options) == 1,
        "operations": form.operation_options() if kind.operation else [],
        "periods": form.period_options(raw["period"]),
        "inks": INKS,
        "widths": sorted({*form.WIDTHS, raw["width"]} - {0}),
        "heights": form.HEIGHTS,
        "tile": tile,
        "meanings": [(figure.label, figure.meaning, terms_of(figure)[0].dated_by.text) for figure in known],
        "default_title": default_title(tile.widget) if tile else "",
        "faults": {**faults, **(refusal.fields if refusal else {})},
    }


def _preview(raw: form.Raw, asked: Asked) -> tuple[Tile | None, dict[str, Any]]:
    """Return the widget as it would be, or why it cannot be drawn yet."""
    try:
        return draw_alone(plan(checked(raw), asked), asked), {}
    except InvalidWidget as refusal:
        return None, dict(refusal.fields)


def _rows(raw: form.Raw, kind: WidgetType, figures: list[Figure | None]) -> list[dict[str, Any]]:
    first = next((figure for figure in figures if figure), None)
    return [
        {
            "place": place,
            "figure": each["figure"],
            "choices": form.figure_choices(kind, first if place else None),
            "part": "=".join(next(iter(each["part"].items()), ())),
            "parts": form.part_choices(figure),
            "title": each["title"],
            "ink": each["ink"],
        }
        for place, (each, figure) in enumerate(zip(raw["series"], figures, strict=True))
    ]
