"""Activities: calls, e-mails, meetings, chats, forms, messages, tasks; what they are bound to and with whom."""

from comptoir.activities.models.activity import Activity, ActivityBinding, Communication

__all__ = ["Activity", "ActivityBinding", "Communication"]
