"""What can be wrong with the address of a profile, and with what is asked of its widgets."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import BadRequest, Conflict, Invalid, NotFound


class UnknownPerson(BadRequest):
    code = "unknown_person"
    message = _("The responsible person in the address is not known. Choose one from the list.")


class UnknownDay(BadRequest):
    code = "unknown_day"
    message = _("The day in the address is not a past day written as 2025-12-31. Choose one from the calendar.")


class InvalidWidget(Invalid):
    code = "invalid_widget"
    message = _("The widget cannot be shown like this. Correct what is marked and try again.")


class InvalidLayout(Invalid):
    code = "invalid_layout"
    message = _("This is not a layout: a list of widgets is expected.")


class TooManyWidgets(Invalid):
    code = "too_many_widgets"
    message = _("A tab holds at most 30 widgets. Remove one first.")


class UnknownWidget(NotFound):
    code = "unknown_widget"
    message = _("This widget is not on your tab any more. Reload the page.")


class UnknownLayout(NotFound):
    code = "unknown_layout"
    message = _("This layout does not exist, or it is somebody else’s.")


class LayoutChanged(Conflict):
    code = "layout_changed"
    message = _("The widgets were changed in another window in the meantime. Reload the page, then try again.")


class NothingToUndo(Conflict):
    code = "nothing_to_undo"
    message = _("This cannot be undone any more.")


class UnknownComparison(BadRequest):
    code = "unknown_comparison"
    message = _("The figures cannot be compared in this way. Choose what to compare with from the list.")
