"""The widgets of a tab made ready for their template: the engine is asked once for all of them."""

from typing import Any

from comptoir.access.policies import may_change_settings
from comptoir.analytics.questions import ask
from comptoir.analytics.reading import Gathering
from comptoir.profile.layouts.definition import MOST_WIDGETS
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.request import Asked
from comptoir.profile.widgets.drawing import draw_all
from comptoir.profile.widgets.questions import all_questions


def section(asked: Asked, seen: InForce | None = None, into: Gathering | None = None) -> dict[str, Any]:
    """Return what profile/_widgets.html shows. Costs the query of the layout and one per source of the figures.

    Those are shared with what else was asked of the gathering `into`.
    """
    seen = seen or layout_in_force(asked.scope.viewer, asked.item_type.code)
    answers = ask(asked.scope, all_questions(seen.widgets, asked), into=into)
    return {
        "tiles": draw_all(seen.widgets, asked, answers),
        "layout_seen": seen,
        "may_publish": may_change_settings(asked.scope.viewer),
        "may_add": len(seen.widgets) < MOST_WIDGETS,
        "may_arrange": asked.past is None,
    }
