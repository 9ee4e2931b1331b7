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


class KindName(models.TextChoices):
    """One activity of each kind, as fields and the timeline name it."""

    CALL = "call", pgettext_lazy("activity", "Call")
    EMAIL = "email", pgettext_lazy("activity", "E-mail")
    MEETING = "meeting", pgettext_lazy("activity", "Meeting")
    CHAT = "chat", pgettext_lazy("activity", "Chat")
    WEBFORM = "webform", pgettext_lazy("activity", "Web form")
    SMS = "sms", pgettext_lazy("activity", "Text message")
    TASK = "task", pgettext_lazy("activity", "Task")
    TODO = "todo", pgettext_lazy("activity", "To-do")


KIND_ICONS = {
    "call": "phone",
    "email": "mail",
    "meeting": "calendar",
    "chat": "message-circle",
    "webform": "file-text",
    "sms": "message-square-text",
    "task": "list-todo",
    "todo": "circle-check",
}
PLANNABLE = (KindName.CALL, KindName.EMAIL, KindName.MEETING, KindName.TASK, KindName.TODO)

CHANNELS = (
    ActivityKind.CALL,
    ActivityKind.EMAIL,
    ActivityKind.MEETING,
    ActivityKind.CHAT,
    ActivityKind.WEBFORM,
    ActivityKind.SMS,
)


class Direction(models.TextChoices):
    NONE = "", _("No direction")
    IN = "in", pgettext_lazy("direction", "Incoming")
    OUT = "out", pgettext_lazy("direction", "Outgoing")


class Outcome(models.TextChoices):
    """A missed call is an attempt, shown apart (ruling R2)."""

    REACHED = "reached", _("Reached")
    MISSED = "missed", _("Missed")
