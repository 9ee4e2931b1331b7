"""comptoir.profile.* and comptoir.metric.*: the profile's operations as methods of REST."""

from comptoir.api.rest_methods import declare_method
from comptoir.profile.operations.catalogue import CATALOGUE
from comptoir.profile.operations.explanation import EXPLAIN
from comptoir.profile.operations.figures import QUERY
from comptoir.profile.operations.records import ITEMS
from comptoir.profile.operations.standing import STANDING
from comptoir.profile.operations.whole_profile import PROFILE

CLIENT = {"type": "company", "id": 5}
IN_SPRING = {**CLIENT, "period": "Q-2025-2"}

declare_method("comptoir.profile.get", "Gives all figures of a client in a period.", PROFILE, example=IN_SPRING)
declare_method(
    "comptoir.profile.standing",
    "Gives where a client stands: segment, expected value, payment behaviour, health score.",
    STANDING,
    example=CLIENT,
)
declare_method(
    "comptoir.metric.list",
    "Gives the definition of every figure, its texts in each language.",
    CATALOGUE,
    part="metrics",
)
declare_method(
    "comptoir.metric.query",
    "Gives some figures of a client, divided by a group and compared if asked.",
    QUERY,
    example={**IN_SPRING, "metrics": ["won_value", "conversion"], "compare": "previous"},
    part="results",
)
declare_method(
    "comptoir.metric.items",
    "Gives the records behind a figure, the newest first.",
    ITEMS,
    example={**IN_SPRING, "metric": "won"},
)
declare_method(
    "comptoir.metric.explain",
    "Gives how a figure came about: its terms, the dates tested, what was left out.",
    EXPLAIN,
    example={**IN_SPRING, "metric": "conversion"},
)
