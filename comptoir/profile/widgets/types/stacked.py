"""Columns of parts that add up, by date or by group."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.charts import chart_rows, draw_chart
from comptoir.profile.widgets.type import Division, WidgetType
from comptoir.profile.widgets.widget import MOST_SERIES

TYPE = WidgetType(
    "stacked",
    pgettext_lazy("type of widget", "Stacked columns"),
    "chart-column-stacked",
    order=70,
    template="profile/widgets/types/chart.html",
    draws=draw_chart,
    rows=chart_rows,
    most=MOST_SERIES,
    division=Division.EITHER,
    adds_up=True,
    has_axes=True,
    begins_by="month",
)
