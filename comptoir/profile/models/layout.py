"""A layout: the widgets of a kind of client's Profile tab, a user's own or published for some."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from comptoir.access.models import Department, Role

# The owner of a layout: exactly one of these, none of them for everyone's.
OWNERS = {
    "user": Q(user__isnull=False, role__isnull=True, department__isnull=True),
    "role": Q(user__isnull=True, role__isnull=False, department__isnull=True),
    "department": Q(user__isnull=True, role__isnull=True, department__isnull=False),
    "everyone": Q(user__isnull=True, role__isnull=True, department__isnull=True),
}


class Audience(models.TextChoices):
    USER = "user", pgettext_lazy("whose layout", "One person")
    ROLE = "role", pgettext_lazy("whose layout", "A role")
    DEPARTMENT = "department", pgettext_lazy("whose layout", "A department and those below it")
    EVERYONE = "everyone", pgettext_lazy("whose layout", "Everyone")


class ProfileLayout(models.Model):
    """`widgets` is None while a user follows what is published; `history` keeps what the last changes replaced.

    `version` rises with every change, so that two tabs notice each other.
    """

    client_type = models.CharField(max_length=30)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, null=True, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, null=True, related_name="+")
    widgets = models.JSONField(null=True)
    history = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField()

    objects: ClassVar[models.Manager["ProfileLayout"]] = models.Manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(*(Q(audience=name) & owner for name, owner in OWNERS.items()), _connector=Q.OR),
                name="layout_has_its_owner",
            ),
            *(
                models.UniqueConstraint(
                    fields=("client_type", *(() if name == "everyone" else (name,))),
                    condition=Q(audience=name),
                    name=f"one_layout_per_{name}",
                )
                for name in OWNERS
            ),
        )

    @property
    def owner_name(self) -> str:
        """Return whose it is, in words."""
        owner = self.user or self.role or self.department
        return str(owner) if owner else str(Audience.EVERYONE.label)
