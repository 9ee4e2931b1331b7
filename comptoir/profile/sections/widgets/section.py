"""The viewer's widgets, in the order of the layout in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from comptoir.access.policies import may_change_settings
from comptoir.analytics.questions import Answers, ask
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.request import Asked
from comptoir.profile.sections.section import Medium, PageReading, Section, Wanted
from comptoir.profile.widgets.drawing import PlannedWidget, draw, plan, questions_of
from comptoir.profile.widgets.type import Tile
from comptoir.profile.widgets.widget import MOST_WIDGETS


@dataclass(frozen=True)
class ShownWidgets:
    """may_arrange: not on paper, and not of a past day."""

    tiles: list[Tile]
    layout: InForce
    may_publish: bool
    may_arrange: bool

    @property
    def may_add(self) -> bool:
        return len(self.layout.widgets) < MOST_WIDGETS


class WidgetsSection(Section):
    """The grid; the query of the layout apart, it reads what the engine answers together with the other sections."""

    code = "widgets"
    template = "profile/sections/widgets/section.html"

    def wants(self) -> Wanted:
        return Wanted(questions=questions_of(self._plans))

    def shows(self, reading: PageReading) -> ShownWidgets:
        return _shown(self.asked, self._layout, self._plans, reading.answers, self.medium)

    @cached_property
    def _layout(self) -> InForce:
        return layout_in_force(self.asked.scope.viewer, self.asked.item_type.code)

    @cached_property
    def _plans(self) -> list[PlannedWidget]:
        return [plan(widget, self.asked) for widget in self._layout.widgets]


def widgets_alone(asked: Asked, layout: InForce) -> ShownWidgets:
    """Return the widgets where they are not part of a page. Costs a query per source of their figures."""
    plans = [plan(widget, asked) for widget in layout.widgets]
    return _shown(asked, layout, plans, ask(asked.scope, questions_of(plans)), Medium.TAB)


def _shown(
    asked: Asked, layout: InForce, plans: Sequence[PlannedWidget], answers: Answers, medium: Medium
) -> ShownWidgets:
    return ShownWidgets(
        [draw(each, asked, answers) for each in plans],
        layout,
        may_change_settings(asked.scope.viewer),
        medium is Medium.TAB and asked.past is None,
    )
