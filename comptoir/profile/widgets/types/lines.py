"""Lines over time."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.charts import chart_rows, draw_chart
from comptoir.profile.widgets.type import Division, WidgetType
from comptoir.profile.widgets.widget import MOST_SERIES

TYPE = WidgetType(
    "lines",
    pgettext_lazy("type of widget", "Lines"),
    "chart-line",
    order=80,
    template="profile/widgets/types/chart.html",
    draws=draw_chart,
    rows=chart_rows,
    most=MOST_SERIES,
    division=Division.DATES,
    has_axes=True,
    begins_by="month",
    width=12,
)
