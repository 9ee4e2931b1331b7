"""A user: somebody who signs in, or signed in once; users are deactivated, never deleted."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models.department import Department
from comptoir.access.models.role import Role


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(login__iexact=username or "")
        return user


class User(AbstractBaseUser):
    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Density(models.TextChoices):
        COMFORTABLE = "comfortable", _("Comfortable")
        COMPACT = "compact", _("Compact")

    login = models.CharField(_("Sign-in name"), max_length=150, unique=True)
    email = models.EmailField(_("E-mail"), blank=True)
    name = models.CharField(_("First name"), max_length=100, blank=True)
    second_name = models.CharField(_("Middle name"), max_length=100, blank=True)
    last_name = models.CharField(_("Last name"), max_length=100, blank=True)
    position = models.CharField(_("Position"), max_length=150, blank=True)
    phone = models.CharField(_("Phone"), max_length=50, blank=True)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("Department"),
    )
    roles = models.ManyToManyField(Role, blank=True, related_name="users", verbose_name=_("Roles"))
    is_admin = models.BooleanField(_("Administrator"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)
    language = models.CharField(_("Language"), max_length=5, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=50, blank=True)
    theme = models.CharField(_("Theme"), max_length=10, choices=Theme.choices, default=Theme.AUTO)
    density = models.CharField(_("Density"), max_length=12, choices=Density.choices, default=Density.COMFORTABLE)
    external_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    # What access.queries.reach() read of the rights of this very object.
    known_reach: Any = None

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Any] = UserManager()

    class Meta:
        ordering = ("last_name", "name", "id")
        constraints = (models.UniqueConstraint(Lower("login"), name="login_unique_without_case"),)

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.name, self.last_name) if part) or self.login

    def get_full_name(self) -> str:
        """Return the name under the one that Django's own templates and ours ask for."""
        return self.full_name
