"""Two numbers and what is made of them: their sum, difference or percentage."""

from django.utils.translation import pgettext_lazy

from comptoir.profile.widgets.numbers import draw_numbers, number_rows
from comptoir.profile.widgets.type import WidgetType
from comptoir.profile.widgets.widget import Operation, Series

TYPE = WidgetType(
    "expression",
    pgettext_lazy("type of widget", "Expression"),
    "percent",
    order=30,
    template="profile/widgets/types/expression.html",
    draws=draw_numbers,
    rows=number_rows,
    fewest=2,
    most=2,
    operation=Operation.DIFFERENCE,
    begins_with=(Series("won"), Series("lost")),
    height=1,
)
