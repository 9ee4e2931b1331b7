"""What can be wrong in a question to the metric engine."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import BadRequest, NotFound


class UnknownMetric(NotFound):
    code = "unknown_metric"
    message = _("There is no figure of this name.")


class UnknownGroup(BadRequest):
    code = "unknown_group"
    message = _("This figure cannot be divided in this way.")


class NeedsClient(BadRequest):
    code = "needs_client"
    message = _("This figure is worked out for one client only.")
