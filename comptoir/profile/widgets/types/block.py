"""Several numbers side by side, with a bar where they are parts of a whole."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.numbers import draw_numbers, number_rows
from comptoir.profile.widgets.type import WidgetType
from comptoir.profile.widgets.widget import MOST_SERIES, Series

TYPE = WidgetType(
    "block",
    pgettext_lazy("type of widget", "Number block"),
    "layout-grid",
    order=20,
    template="profile/widgets/types/block.html",
    draws=draw_numbers,
    rows=number_rows,
    most=MOST_SERIES,
    begins_with=(Series("won"), Series("lost"), Series("deals_open")),
    height=1,
)
