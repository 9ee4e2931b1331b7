"""The item type activity, with its fields. Over REST it has its own methods; names are those of crm.activity."""

from django.utils.translation import gettext_lazy as _

from comptoir.activities.models import Activity
from comptoir.activities.rules import ActivityRules
from comptoir.items import shared_fields as common
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.choice import CHOICE
from comptoir.items.kinds.moment import DATETIME
from comptoir.items.kinds.number import NUMBER
from comptoir.items.kinds.person import PERSON
from comptoir.items.kinds.record import RECORD
from comptoir.items.kinds.text import LONG_TEXT, TEXT
from comptoir.items.kinds.yesno import YES_NO
from comptoir.items.shared_fields import MAIN

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
            Field("title", _("Subject"), TEXT, "SUBJECT", "", section=MAIN, searchable=True),
            Field("kind", _("Channel"), CHOICE, "", "", directory="ACTIVITY_KIND", section=MAIN, required=True),
            Field("direction", _("Direction"), CHOICE, "", "", directory="ACTIVITY_DIRECTION", section=MAIN),
            Field(
                "outcome",
                _("Outcome"),
                CHOICE,
                "",
                "",
                directory="ACTIVITY_OUTCOME",
                section=MAIN,
                default=lambda: "reached",
            ),
            Field("completed", _("Completed"), YES_NO, "COMPLETED", "", section=MAIN),
            Field("happened_at", _("Took place on"), DATETIME, "", "", section=MAIN),
            Field("start_at", _("Start"), DATETIME, "START_TIME", "", section=MAIN),
            Field("end_at", _("End"), DATETIME, "END_TIME", "", section=MAIN),
            Field("deadline", _("Deadline"), DATETIME, "DEADLINE", "", section=MAIN),
            Field("completed_at", _("Completed on"), DATETIME, "", "", read_only=True),
            Field("answers", _("Answers"), RECORD, "", "", target="activity", section=MAIN),
            Field("description", _("Description"), LONG_TEXT, "DESCRIPTION", "", section=MAIN, searchable=True),
            Field("priority", _("Priority"), NUMBER, "PRIORITY", ""),
            Field("place", _("Place"), TEXT, "LOCATION", "", section=MAIN),
            Field("responsible", _("Responsible"), PERSON, "RESPONSIBLE_ID", "", section=MAIN, groups=True),
            *(field for field in common.system() if not field.code.startswith("utm_")),
        ),
    )
)
