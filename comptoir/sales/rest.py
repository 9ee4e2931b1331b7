"""Leads, deals, quotes and invoices over REST: crm.lead.*, crm.deal.*, crm.quote.*, and crm.item.* for all four."""

from comptoir.items.rest.classic import add_classic_methods
from comptoir.items.rest.derived import (
    always,
    closed,
    disabled,
    flat_points,
    has_open_channel,
    has_points,
    is_new,
    linked,
)
from comptoir.items.rest.rest_type import RestType, rest_types
from comptoir.sales.items import DEAL, INVOICE, LEAD, QUOTE

CREATED_SHORT = (disabled("dateCreateShort", "datetime"), disabled("dateModifyShort", "datetime"))
DATES_SHORT = (disabled("begindateShort", "datetime"), disabled("closedateShort", "datetime"))
SEARCH = always("searchContent", "text", isReadOnly=True)
PRODUCT = disabled("productId", "string", isDeprecated=True)
HAS_PRODUCTS = disabled("hasProducts", "boolean")

LEADS = rest_types.add(
    RestType(
        LEAD,
        classic=(
            has_points("HAS_PHONE", "PHONE", "char"),
            has_points("HAS_EMAIL", "EMAIL", "char"),
            has_open_channel("HAS_IMOL", "char"),
        ),
        camel=(
            *CREATED_SHORT,
            disabled("isConvert", "boolean"),
            PRODUCT,
            disabled("shortName", "string"),
            disabled("address", "text", isDeprecated=True),
            disabled("login", "string", isDeprecated=True),
            has_points("hasPhone", "PHONE", "boolean"),
            has_points("hasEmail", "EMAIL", "boolean"),
            has_open_channel("hasImol", "boolean"),
            SEARCH,
            *flat_points(("skype", "icq")),
        ),
    )
)

DEALS = rest_types.add(
    RestType(
        DEAL,
        classic=(is_new("IS_NEW", "char"), closed("CLOSED", "char")),
        camel=(
            *CREATED_SHORT,
            PRODUCT,
            is_new("isNew", "boolean"),
            closed("closed", "boolean"),
            *DATES_SHORT,
            disabled("eventDateShort", "datetime"),
            SEARCH,
            always("orderStage", "string", isReadOnly=True),
            disabled("isWork", "boolean"),
            disabled("isWon", "boolean"),
            disabled("isLose", "boolean"),
            disabled("receivedAmount", "string"),
            disabled("lostAmount", "string"),
            HAS_PRODUCTS,
        ),
        described={
            "CATEGORY_ID": {"isImmutable": True},
            "additionalInfo": {"type": "string"},
            "eventId": {"statusType": None},
        },
        fixed=frozenset({"CATEGORY_ID"}),
    )
)

QUOTES = rest_types.add(
    RestType(
        QUOTE,
        classic=(closed("CLOSED", "char"), always("LAST_COMMUNICATION_TIME", "string", isReadOnly=True)),
        camel=(
            *CREATED_SHORT,
            *DATES_SHORT,
            closed("closed", "boolean"),
            always("commentsType", "integer", 0),
            always("contentType", "integer", 0),
            always("termsType", "integer", 0),
            always("storageTypeId", "integer"),
            always("storageElementIds", "integer", (), isMultiple=True),
            SEARCH,
            HAS_PRODUCTS,
        ),
        # The reference describes these links without `settings`, which elsewhere name the type.
        described={
            name: {"settings": None}
            for name in ("leadId", "companyId", "mycompanyId", "LEAD_ID", "COMPANY_ID", "MYCOMPANY_ID")
        },
        hidden=frozenset(
            {"originatorId", "originId", "movedTime", "movedBy", "stageSemanticId", "observers"}
            | {"ORIGINATOR_ID", "ORIGIN_ID", "MOVED_TIME", "MOVED_BY_ID", "IS_MANUAL_OPPORTUNITY"}
        ),
    )
)

INVOICES = rest_types.add(
    RestType(
        INVOICE,
        camel=(linked("contacts", "contacts", "contactId", "crm_contact"),),
        described={
            "mycompanyId": {
                "settings": {"isMyCompany": True, "parentEntityTypeId": 4, "isEmbeddedEditorEnabled": True},
            },
            "parentId2": {"type": "crm_entity", "settings": {"parentEntityTypeId": 2}},
            "parentId7": {"type": "crm_entity", "settings": {"parentEntityTypeId": 7}},
        },
        hidden=frozenset({"originatorId", "originId", "stageSemanticId"}),
    )
)

add_classic_methods(LEADS, "leads", {"TITLE": "Fair in Lyon", "NAME": "Anne", "SOURCE_ID": "TRADE_SHOW"})
add_classic_methods(QUOTES, "quotes", {"TITLE": "Forty chairs", "OPPORTUNITY": "4800.00", "STATUS_ID": "SENT"})
add_classic_methods(DEALS, "deals", {"TITLE": "Forty chairs", "OPPORTUNITY": "4800.00", "CURRENCY_ID": "EUR"})
