"""What is said to somebody who fills in the form of a webhook."""

from django.utils.translation import gettext_lazy as _

NO_TITLE = _("Say what this webhook is for.")
NO_SCOPE = _("Choose at least one scope.")
NO_EVENT = _("Choose at least one event.")
URL_TOO_LONG = _("This address is too long.")
USER_INACTIVE = _("Choose an active user.")
