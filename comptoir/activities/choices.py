"""The words for activities."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivityKind(models.TextChoices):
    """The channels come first; tasks and to-dos are work about a client, not contact with one."""

    CALL = "call", _("Calls")
    EMAIL = "email", _("E-mails")
    MEETING = "meeting", _("Meetings")
    CHAT = "chat", _("Chats")
    WEBFORM = "webform", _("Web forms")
    SMS = "sms", _("Text messages")
    TASK = "task", _("Tasks")
    TODO = "todo", _("To-dos")


CHANNELS = (
    ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.MEETING, ActivityKind.CHAT, ActivityKind.WEBFORM,
    ActivityKind.SMS,
)  # fmt: skip


class Direction(models.TextChoices):
    NONE = "", _("No direction")
    IN = "in", pgettext_lazy("direction", "Incoming")
    OUT = "out", pgettext_lazy("direction", "Outgoing")


class Outcome(models.TextChoices):
    """A missed call is an attempt, shown apart (ruling R2)."""

    REACHED = "reached", _("Reached")
    MISSED = "missed", _("Missed")
