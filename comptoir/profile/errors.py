"""What can be wrong with the address of a profile."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import BadRequest


class UnknownPerson(BadRequest):
    code = "unknown_person"
    message = _("The responsible person in the address is not known. Choose one from the list.")
