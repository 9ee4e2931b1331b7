"""Scopes: the areas of the interface that a credential may open."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text

# What this server has methods for; a webhook is given some of these.
SCOPES: dict[str, Text] = {
    "crm": _("CRM"),
    "user": _("Users"),
    "department": _("Departments"),
}

# Every name the reference product knows, answered by `scope?full=true`; clients check their own lists against it.
ALL_SCOPES: tuple[str, ...] = (
    "ai_admin", "appform", "basic", "biconnector", "bizproc", "booking", "calendar", "calendarmobile", "call",
    "cashbox", "catalog", "catalogmobile", "configuration.import", "contact_center", "crm", "delivery", "department",
    "disk", "documentgenerator", "entity", "faceid", "forum", "humanresources.hcmlink", "iblock", "im", "im.import",
    "imbot", "imconnector", "immobile", "imopenlines", "intranet", "landing", "landing_cloud", "lists", "log",
    "mailservice", "main", "messageservice", "mobile", "notifications", "pay_system", "placement", "pull",
    "pull_channel", "rating", "rpa", "sale", "salescenter", "sign.b2e", "smile", "socialnetwork", "sonet_group",
    "task", "tasks", "tasks_extended", "tasksmobile", "telephony", "timeman", "user", "user.userfield", "user_basic",
    "user_brief", "userconsent", "userfieldconfig", "vibe", "voximplant", "vote", "webservice",
)  # fmt: skip
