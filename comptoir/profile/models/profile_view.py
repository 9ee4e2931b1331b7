"""How a user last looked at the profiles of contacts, or of companies: shared by all clients of that kind."""

from django.conf import settings
from django.db import models


class ProfileView(models.Model):
    """`folded` names the sections that the user keeps closed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    client_type = models.CharField(max_length=30)
    period = models.CharField(max_length=40, default="ALL")
    responsible_id = models.BigIntegerField(null=True, blank=True)
    with_contacts = models.BooleanField(default=True)
    compare = models.CharField(max_length=20, blank=True, default="")
    folded = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "client_type"), name="one_profile_view_each"),)
