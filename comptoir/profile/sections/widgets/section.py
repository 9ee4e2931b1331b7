"""The viewer's widgets, in the order of the layout in force."""

from dataclasses import dataclass
from functools import cached_property

from comptoir.access.policies import may_change_settings
from comptoir.analytics.questions import Answers, ask
from comptoir.profile.layouts.definition import MOST_WIDGETS
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.request import Asked
from comptoir.profile.sections.section import Medium, PageReading, Section, Wanted
from comptoir.profile.widgets.drawing import draw
from comptoir.profile.widgets.questions import all_questions
from comptoir.profile.widgets.tiles import Tile


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
        return Wanted(questions=all_questions(self._layout.widgets, self.asked))

    def shows(self, reading: PageReading) -> ShownWidgets:
        return _shown(self.asked, self._layout, reading.answers, self.medium)

    @cached_property
    def _layout(self) -> InForce:
        return layout_in_force(self.asked.scope.viewer, self.asked.item_type.code)


def widgets_alone(asked: Asked, layout: InForce) -> ShownWidgets:
    """Return the widgets where they are not part of a page. Costs a query per source of their figures."""
    return _shown(asked, layout, ask(asked.scope, all_questions(layout.widgets, asked)), Medium.TAB)


def _shown(asked: Asked, layout: InForce, answers: Answers, medium: Medium) -> ShownWidgets:
    return ShownWidgets(
        [draw(widget, asked, answers) for widget in layout.widgets],
        layout,
        may_change_settings(asked.scope.viewer),
        medium is Medium.TAB and asked.past is None,
    )
