"""Refusals that belong to the interface itself."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import CrmError


class SignInNeeded(CrmError):
    code = "sign_in_needed"
    status = 401
    message = _("Sign in, or send the token of a webhook that may use the CRM: Authorization: Bearer TOKEN.")


class NotAllowed(CrmError):
    code = "method_not_allowed"
    status = 405
    message = _("This address does not take this method.")


class TooLarge(CrmError):
    code = "too_large"
    status = 413
    message = _("The request is too large.")
