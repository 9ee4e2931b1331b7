"""A phone, e-mail address, site, messenger or link of a lead, contact or company: each can have several."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactPoint(models.Model):
    """`normal` is the value as it is compared: E.164 digits for phones, lower case for e-mails."""

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
            models.Index(fields=("kind", "normal"), name="contact_point_by_value"),
        )
