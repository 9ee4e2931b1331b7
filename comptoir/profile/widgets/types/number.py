"""A single number."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.numbers import draw_numbers, number_rows
from comptoir.profile.widgets.type import WidgetType
from comptoir.profile.widgets.widget import Series

TYPE = WidgetType(
    "number",
    pgettext_lazy("type of widget", "Number"),
    "hash",
    order=10,
    template="profile/widgets/types/number.html",
    draws=draw_numbers,
    rows=number_rows,
    has_inks=False,
    begins_with=(Series("won_value"),),
    width=3,
    height=1,
)
