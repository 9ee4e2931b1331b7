"""Expected refusals, each with its HTTP status, and the error that a parser raises for one value."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text


class CrmError(Exception):
    """A refusal that the caller can do something about; `fields` says what to correct, by field code."""

    code = "error"
    status = 400
    message: Text = _("The request could not be carried out.")
    retry_after = 0  # seconds, for the header Retry-After

    def __init__(
        self,
        message: Text | None = None,
        *,
        code: str | None = None,
        status: int | None = None,
        fields: Mapping[str, Text] | None = None,
    ) -> None:
        self.message = message or self.message
        self.code = code if code is not None else self.code
        self.status = status or self.status
        self.fields = dict(fields or {})
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class Invalid(CrmError):
    code = "invalid"
    status = 422
    message = _("Some values cannot be accepted. Correct them and try again.")


class BadRequest(CrmError):
    code = "bad_request"
    message = _("The request is not understood. Check its parameters.")


class TooLarge(CrmError):
    code = "too_large"
    status = 413
    message = _("What was sent is too large. Send less at once.")


class NotFound(CrmError):
    code = "not_found"
    status = 404
    message = _("This record does not exist, or you may not see it.")


class Forbidden(CrmError):
    code = "forbidden"
    status = 403
    message = _("You do not have the right to do this. Ask an administrator.")


class Conflict(CrmError):
    code = "conflict"
    status = 409
    message = _("Somebody else changed this record in the meantime. Reload it and try again.")


class Busy(CrmError):
    code = "busy"
    status = 503
    message = _("The database is busy or being restarted, so nothing was changed. Wait a moment and try again.")


class NotAValue(ValueError):
    """A text or a JSON value cannot be read as what a field holds; `reason` is shown to the person who typed it.

    Raised by parsers of one value; a parser of a whole form collects the reasons into one `Invalid`.
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason
