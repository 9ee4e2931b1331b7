"""Refusals of the pages about people, rights and signing in."""

import math
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from comptoir.kit.errors import CrmError, Forbidden, Invalid


class NotAdministrator(Forbidden):
    code = "not_administrator"
    message = _("Only an administrator may do this. Ask one of them.")


class SettingsRefused(Forbidden):
    code = "settings_refused"
    message = _("You do not have the right “Change settings”. Ask an administrator.")


class SignInRefused(Invalid):
    """The same sentence for a wrong name, a wrong password and an inactive user, so that nobody learns who exists."""

    code = "sign_in_refused"
    message = _("This name and password do not go together. Check both and try again.")


class TooManyAttempts(CrmError):
    code = "too_many_attempts"
    status = 429

    def __init__(self, wait: timedelta) -> None:
        super().__init__(TRIED_TOO_OFTEN % {"minutes": math.ceil(wait / timedelta(minutes=1))})
        self.retry_after = math.ceil(wait.total_seconds())


class SignInBusy(CrmError):
    """More people sign in at this moment than passwords can be checked."""

    code = "sign_in_busy"
    status = 503
    retry_after = 5
    message = _("Many people are signing in at this moment. Nothing is lost: wait a few seconds and try again.")


class LastAdministrator(Invalid):
    code = "last_administrator"
    message = _("This is the last active administrator. Make somebody else an administrator first.")


class OwnAccount(Invalid):
    code = "own_account"
    message = _("You cannot deactivate yourself. Ask another administrator.")


class DepartmentInUse(Invalid):
    code = "department_in_use"
    message = _("This department still has people or sub-departments. Move them to another one first.")


class RoleInUse(Invalid):
    code = "role_in_use"
    message = _("Somebody still has this role. Take it from them first.")


TRIED_TOO_OFTEN = ngettext_lazy(
    "Too many failed attempts. Wait %(minutes)s minute and try again, or ask an administrator for a new password.",
    "Too many failed attempts. Wait %(minutes)s minutes and try again, or ask an administrator for a new password.",
    "minutes",
)
REQUIRED = _("This field is required.")
TOO_LONG = _("This text is too long: at most %(most)s characters.")
LOGIN_TAKEN = _("Somebody else has this sign-in name. Choose another one.")
LOGIN_BLANKS = _("A sign-in name has no blanks.")
INVALID_EMAIL = _("This is not a valid e-mail address.")
UNKNOWN_CHOICE = _("This value is not in the list. Choose another one.")
OWN_DESCENDANT = _("A department cannot stand below itself or one of its own sub-departments.")
WRONG_PASSWORD = _("This is not your current password.")
DIFFERENT_PASSWORDS = _("The two new passwords differ. Type the same one twice.")
