"""A funnel: records by stage."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.charts import chart_rows, draw_chart
from comptoir.profile.widgets.type import Division, WidgetType
from comptoir.profile.widgets.widget import Series

TYPE = WidgetType(
    "funnel",
    pgettext_lazy("type of widget", "Funnel"),
    "funnel",
    order=50,
    template="profile/widgets/types/chart.html",
    draws=draw_chart,
    rows=chart_rows,
    division=Division.STAGE,
    adds_up=True,
    has_inks=False,
    begins_with=(Series("deals_alive"),),
    begins_by="stage",
)
