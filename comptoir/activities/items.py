"""The item type activity, with its fields. Over REST it has methods of its own; names are those of crm.activity."""

from django.utils.translation import gettext_lazy as _

from comptoir.activities.models import Activity
from comptoir.activities.rules import ActivityRules
from comptoir.items.core import shared_fields as common
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.shared_fields import MAIN

ACTIVITY = item_types.add(
    ItemType(
        code="activity",
        type_id=6,
        short="",
        symbol="ACTIVITY",
        model=Activity,
        path="activities",
        icon="circle-check",
        label=_("Activity"),
        plural=_("Activities"),
        rules=ActivityRules(),
        title_of=str,
        operations=(),  # rights follow the items that it is bound to
        title_columns=("title", "kind"),
        default_columns=("title", "kind", "direction", "happened_at", "deadline", "completed", "responsible"),
        default_order=("-happened_at",),
        declared=(
            common.ID,
            Field("title", _("Subject"), Kind.STRING, "SUBJECT", "", section=MAIN, searchable=True),
            Field("kind", _("Channel"), Kind.CHOICE, "", "", directory="ACTIVITY_KIND", section=MAIN, required=True),
            Field("direction", _("Direction"), Kind.CHOICE, "", "", directory="ACTIVITY_DIRECTION", section=MAIN),
            Field(
                "outcome",
                _("Outcome"),
                Kind.CHOICE,
                "",
                "",
                directory="ACTIVITY_OUTCOME",
                section=MAIN,
                default=lambda: "reached",
            ),
            Field("completed", _("Completed"), Kind.BOOLEAN, "COMPLETED", "", section=MAIN),
            Field("happened_at", _("Took place on"), Kind.DATETIME, "", "", section=MAIN),
            Field("start_at", _("Start"), Kind.DATETIME, "START_TIME", "", section=MAIN),
            Field("end_at", _("End"), Kind.DATETIME, "END_TIME", "", section=MAIN),
            Field("deadline", _("Deadline"), Kind.DATETIME, "DEADLINE", "", section=MAIN),
            Field("completed_at", _("Completed on"), Kind.DATETIME, "", "", read_only=True),
            Field("answers", _("Answers"), Kind.ITEM, "", "", target="activity", section=MAIN),
            Field("description", _("Description"), Kind.TEXT, "DESCRIPTION", "", section=MAIN, searchable=True),
            Field("priority", _("Priority"), Kind.INTEGER, "PRIORITY", ""),
            Field("place", _("Place"), Kind.STRING, "LOCATION", "", section=MAIN),
            Field("responsible", _("Responsible"), Kind.USER, "RESPONSIBLE_ID", "", section=MAIN),
            *(field for field in common.system() if not field.code.startswith("utm_")),
        ),
    )
)
