"""The list of activities, with the values it comes with: how a call ended."""

from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory, Shipped, catalogue

CALL_STATUS = catalogue.add(
    Directory(
        "CALL_LIST",
        _("Call statuses"),
        order=190,
        shipped=(
            Shipped("IN_WORK", 10, "En cours", "In progress", is_system=True),
            Shipped("SUCCESS", 20, "Réussi", "Successful", is_system=True),
            Shipped("WRONG_NUMBER", 30, "Mauvais numéro", "Wrong number", is_system=True),
            Shipped("STOP_CALLING", 40, "Ne plus appeler", "Do not call again", is_system=True),
        ),
    )
)
