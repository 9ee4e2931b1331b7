"""Refusals of repetitions."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Conflict, CrmError


class UnderWay(Conflict):
    code = "under_way"
    message = _("The same request is still being carried out. Wait a moment before you send it again.")
    retry_after = 2


class AnswerLost(Conflict):
    """It was carried out, but its answer is not known any more, or was too large to be kept."""

    code = "carried_out"
    message = _("This was carried out already. Look at the result before you send it again.")


class SentBefore(Conflict):
    """A form that has made something was sent with other values; `location` is where the first answer led."""

    code = "sent_before"
    message = _(
        "This form was sent before, and something was made from it. What you have changed since is not saved yet."
    )

    def __init__(self, location: str = "") -> None:
        super().__init__()
        self.location = location


class KeyReused(CrmError):
    code = "idempotency_key_reused"
    status = 422
    message = _("This idempotency key was used for another request. Take a new key for each request.")


class BadKey(CrmError):
    code = "bad_idempotency_key"
    message = _("An idempotency key has 1 to 255 visible ASCII characters.")


class Overtaken(Conflict):
    """This attempt was taken for dead, and another one carries it out: nothing of this one may stay."""

    code = "overtaken"
    message = _("This took so long that it was begun again elsewhere. Look at the result before you send it again.")
