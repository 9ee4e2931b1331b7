"""A ring: parts of one figure, or a slice for each of several."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.charts import chart_rows, draw_chart
from comptoir.profile.widgets.type import Division, WidgetType
from comptoir.profile.widgets.widget import MOST_SERIES, Series

TYPE = WidgetType(
    "pie",
    pgettext_lazy("type of widget", "Ring"),
    "chart-pie",
    order=100,
    template="profile/widgets/types/chart.html",
    draws=draw_chart,
    rows=chart_rows,
    most=MOST_SERIES,
    division=Division.PARTS,
    adds_up=True,
    begins_with=(Series("activities"),),
    begins_by="channel",
)
