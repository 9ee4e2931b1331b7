"""The grid that comes with the product: deals, invoices, payments, channels."""

from comptoir.activities.choices import CHANNELS
from comptoir.profile.widgets.widget import Operation, Series, Widget


def default_grid(client_type: str) -> list[Widget]:
    """Return the shipped widgets of a kind of client; the same for contacts and companies."""
    channels = [
        Widget(f"channel-{kind}", "number", (Series("activities", (("channel", str(kind)),)),), width=4, height=1)
        for kind in CHANNELS
    ]
    return [*GRID, *channels]


GRID = (
    Widget(
        "deals",
        "block",
        (Series("won_value", ink="green"), Series("open_value", ink="blue"), Series("lost_value", ink="red")),
        height=1,
    ),
    Widget(
        "invoices",
        "expression",
        (Series("invoiced_gross", ink="grey"), Series("paid_gross", ink="green")),
        operation=Operation.DIFFERENCE,
        height=1,
    ),
    Widget(
        "payments",
        "lines",
        (Series("begun_value", ink="blue"), Series("won_value", ink="green"), Series("paid_amount", ink="orange")),
        by="week",
        period="D90",
        width=12,
    ),
    Widget(
        "paid-on-time",
        "expression",
        (Series("paid_on_time", ink="green"), Series("invoiced", ink="grey")),
        operation=Operation.PERCENT,
        height=1,
    ),
    Widget("overdue", "number", (Series("overdue_gross", ink="red"),), width=3, height=1),
    Widget("deals-total", "number", (Series("deals_value", ink="blue"),), width=3, height=1),
)
