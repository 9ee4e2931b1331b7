"""Users in a tree of departments, their roles, and failed attempts to sign in."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.permissions import Level


class Department(models.Model):
    name = models.CharField(max_length=255)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="headed_departments"
    )
    sort = models.IntegerField(default=500)

    class Meta:
        ordering = ("sort", "id")

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """`default_key` names a shipped role; until it is renamed, its name follows the viewer's language."""

    name = models.CharField(max_length=100, blank=True)
    default_key = models.CharField(max_length=30, blank=True)
    sort = models.IntegerField(default=500)

    class Meta:
        ordering = ("sort", "id")

    def __str__(self) -> str:
        return self.name or self.default_name

    @property
    def default_name(self) -> str:
        """The shipped name in the viewer's language; "" for a role that users have added."""
        return str(DEFAULT_NAMES.get(self.default_key, self.default_key))


class Grant(models.Model):
    """One cell of the matrix: the role may do `operation` to rows of `subject`, as far as `level`."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="grants")
    subject = models.CharField(max_length=50)
    operation = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(choices=Level.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("role", "subject", "operation"), name="one_grant_per_cell"),)


DEFAULT_NAMES = {
    "manager": _("Manager"),
    "head": _("Head of department"),
    "executive": _("Chief executive"),
    "analyst": _("Analyst"),
    "administrator": _("Administrator"),
}


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
    # How often all sessions of the user were ended: part of what a session is checked against.
    sessions_ended = models.PositiveIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    # The `Reach` that access.gate.reach() has read for this object.
    known_reach: Any = None

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Any] = UserManager()

    class Meta:
        ordering = ("last_name", "name", "id")
        # SQLite lowers ASCII letters only: there "Éva" and "éva" are two names.
        constraints = (models.UniqueConstraint(Lower("login"), name="login_unique_without_case"),)

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.name, self.last_name) if part) or self.login

    def get_session_auth_hash(self) -> str:
        """Return what each session of the user holds: another password, or ending all, leaves none of them valid."""
        known: str = super().get_session_auth_hash()
        return f"{known}.{self.sessions_ended}" if self.sessions_ended else known

    def get_full_name(self) -> str:
        """Return the full name, under the name that Django's templates use."""
        return self.full_name


REMEMBERED = timedelta(hours=1)


class SignInFailureQuerySet(models.QuerySet["SignInFailure"]):
    def recent(self, at: datetime) -> Self:
        return self.filter(at__gt=at - REMEMBERED)

    def old(self, at: datetime) -> Self:
        return self.filter(at__lte=at - REMEMBERED)


class SignInFailure(models.Model):
    """`login` is the folded text that was typed, whether a user of that name exists or not.

    `address` is what limits count: an address, the /64 of an IPv6 address, or "device ID" of a known device.
    """

    login = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["SignInFailure"]] = SignInFailureQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("login", "address", "at"), name="failures_of_login"),
            models.Index(fields=("address", "at"), name="failures_of_address"),
            models.Index(fields=("at",), name="failures_by_time"),
        )


class UserSession(models.Model):
    """A session in which the user is signed in: `agent` is what the browser calls itself."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=255, blank=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("seen_at",), name="sessions_by_time"),)


class KnownDevice(models.Model):
    """A browser in which the user has signed in; its cookie holds the token, of which the hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_devices")
    token_hash = models.CharField(max_length=64)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "token_hash"), name="one_device_per_user"),)
