"""The Jinja2 environment of every page: translations, formats, icons, URLs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from comptoir.ui import charts, formats
from comptoir.ui.icons import icon

FILTERS: dict[str, Callable[..., str]] = {
    "number": formats.number,
    "signed": formats.signed,
    "percent": formats.percent,
    "amount": formats.amount,
    "money": formats.money,
    "number_compact": formats.number_compact,
    "money_compact": formats.money_compact,
    "date": formats.format_date,
    "time": formats.format_time,
    "datetime": formats.format_datetime,
    "relative_day": formats.relative_day,
    "ago": formats.ago,
    "days": formats.days,
    "initials": formats.initials,
    "hex_colour": formats.hex_colour,
}


def environment(**options: Any) -> Environment:
    """Make the environment; `options` come from Django's Jinja2 backend.

    Unknown variables raise, so that a misspelt name is found by the first test that renders the page.
    """
    options.pop("autoescape", None)
    options.pop("undefined", None)
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(url=url, url_or_none=url_or_none, static=static, icon=icon)
    env.globals.update(now=timezone.now, today=timezone.localdate, current_language=translation.get_language)
    env.globals.update(plot=charts.plot, slices=charts.slices, funnel_steps=charts.steps)
    env.globals.update(make_spark=charts.spark, make_bullet=charts.bullet)
    env.globals.update(point_words=charts.point_words, chart_value=charts.written)
    env.filters.update({name: _at_run_time(function) for name, function in FILTERS.items()})
    return env


def _at_run_time(function: Callable[..., str]) -> Callable[..., str]:
    """Keep Jinja from evaluating `{{ 5|money("EUR") }}` when it compiles, in the language of that moment."""

    @pass_context
    def apply(_context: Context, *args: Any, **kwargs: Any) -> str:
        return function(*args, **kwargs)

    return apply


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page, as `{{ url("sales:deal", 7) }}`."""
    return reverse(name, args=args, kwargs=kwargs)


def url_or_none(name: str, *args: Any, **kwargs: Any) -> str | None:
    """Return the address of a named page, or None where the part that serves it is not installed."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return None
