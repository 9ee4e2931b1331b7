"""Contact points: phones, e-mail addresses, websites, messengers and links of leads, contacts and companies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactPoint(models.Model):
    """`normal` is the value for comparisons: E.164 digits for phones, lower case for e-mail addresses."""

    class Kind(models.TextChoices):
        PHONE = "PHONE", _("Phone")
        EMAIL = "EMAIL", _("E-mail")
        WEB = "WEB", _("Website")
        IM = "IM", _("Messenger")
        LINK = "LINK", _("Link")

    item_type = models.PositiveSmallIntegerField()
    item_id = models.BigIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value_type = models.CharField(max_length=50, default="WORK")
    value = models.CharField(max_length=255)
    normal = models.CharField(max_length=255)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("item_type", "item_id", "kind"), name="contact_point_of_item"),
            # Filters, the search and duplicates by a whole phone number or e-mail address.
            models.Index(fields=("kind", "normal"), name="contact_point_by_value"),
        )
