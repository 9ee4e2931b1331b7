"""The item types lead, deal, quote and invoice, with their fields."""

from django.utils.translation import gettext_lazy as _

from comptoir.items import shared_fields as common
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.links import Link
from comptoir.items.kinds.choice import CHOICE
from comptoir.items.kinds.moment import DATE, DATETIME
from comptoir.items.kinds.number import LOCATION_ID, NUMBER
from comptoir.items.kinds.record import RECORD
from comptoir.items.kinds.stage import PIPELINE, STAGE
from comptoir.items.kinds.text import LONG_TEXT, TEXT
from comptoir.items.kinds.yesno import YES_NO
from comptoir.items.shared_fields import EXTRA, MAIN
from comptoir.kit.text import Text
from comptoir.sales.models import Deal, DealContact, Invoice, InvoiceContact, Lead, LeadContact, Quote, QuoteContact
from comptoir.sales.rules import DealRules, InvoiceRules, NumberedRules, PricedRules


def title(required: bool = False) -> Field:
    return Field("title", _("Title"), TEXT, "TITLE", "title", section=MAIN, searchable=True, required=required)


def flag(code: str, label: Text, classic: str, camel: str, *, read_only: bool = False) -> Field:
    return Field(code, label, YES_NO, classic, camel, read_only=read_only)


def begin_and_close(begin: Text, close: Text) -> tuple[Field, ...]:
    return (
        Field("begin_date", begin, DATE, "BEGINDATE", "begindate", section=MAIN),
        Field("close_date", close, DATE, "CLOSEDATE", "closedate", section=MAIN),
    )


LOCATION = Field("location", _("Location"), LOCATION_ID, "LOCATION_ID", "locationId", column="location_id")
MY_COMPANY = Field(
    "my_company", _("My company"), RECORD, "MYCOMPANY_ID", "mycompanyId", target="company", section=EXTRA
)


def closed_at(classic: str = "", camel: str = "") -> Field:
    return Field("closed_at", _("Closed on"), DATETIME, classic, camel, read_only=True, tracked=False)


LEAD = item_types.add(
    ItemType(
        code="lead",
        type_id=1,
        short="L",
        symbol="LEAD",
        model=Lead,
        path="leads",
        icon="target",
        label=_("Lead"),
        plural=_("Leads"),
        rules=PricedRules(),
        stage_directory="STATUS",
        new_title=_("Lead #%(id)s"),
        default_order=("-created_at",),
        default_columns=("title", "stage", "full_name", "amount", "phone", "source", "responsible", "created_at"),
        subtitle_of=lambda lead: lead.company_title or lead.full_name,
        links={"contacts": Link(LeadContact, "lead", "contact")},
        declared=(
            common.ID,
            title(),
            *common.stage("STATUS", "STATUS_ID", "STATUS_SEMANTIC_ID"),
            *common.price()[:3],
            *common.person(),
            Field(
                "company_title",
                _("Company name"),
                TEXT,
                "COMPANY_TITLE",
                "companyTitle",
                section=MAIN,
                searchable=True,
            ),
            *common.points(),
            *common.source(MAIN),
            Field(
                "stage_comment", _("Stage comment"), LONG_TEXT, "STATUS_DESCRIPTION", "statusDescription", section=EXTRA
            ),
            *common.client(),
            *common.responsible(),
            *common.address(),
            flag("is_return_customer", _("Known client"), "IS_RETURN_CUSTOMER", "isReturnCustomer", read_only=True),
            closed_at("DATE_CLOSED", "dateClosed"),
            *common.system(),
        ),
    )
)

DEAL = item_types.add(
    ItemType(
        code="deal",
        type_id=2,
        short="D",
        symbol="DEAL",
        model=Deal,
        path="deals",
        icon="handshake",
        label=_("Deal"),
        plural=_("Deals"),
        rules=DealRules(),
        stage_directory="DEAL_STAGE",
        has_pipelines=True,
        new_title=_("Deal #%(id)s"),
        default_order=("-created_at",),
        default_columns=("title", "company", "stage", "amount", "next_activity", "responsible", "source"),
        links={"contacts": Link(DealContact, "deal", "contact")},
        declared=(
            common.ID,
            title(),
            Field("pipeline", _("Pipeline"), PIPELINE, "CATEGORY_ID", "categoryId", section=MAIN),
            *common.stage("DEAL_STAGE"),
            *common.price(),
            *common.client(),
            *begin_and_close(_("Begin date"), _("Close date")),
            Field("type", _("Deal type"), CHOICE, "TYPE_ID", "typeId", directory="DEAL_TYPE", section=MAIN),
            *common.source(MAIN),
            Field("probability", _("Probability, %"), NUMBER, "PROBABILITY", "probability", section=EXTRA),
            *common.responsible(),
            Field(
                "additional_info",
                _("Additional information"),
                LONG_TEXT,
                "ADDITIONAL_INFO",
                "additionalInfo",
                section=EXTRA,
            ),
            flag("is_recurring", _("Template of a recurring deal"), "IS_RECURRING", "isRecurring"),
            flag("is_return_customer", _("Known client"), "IS_RETURN_CUSTOMER", "isReturnCustomer"),
            flag("is_repeated_approach", _("Repeated enquiry"), "IS_REPEATED_APPROACH", "isRepeatedApproach"),
            Field("lead", _("Lead"), RECORD, "LEAD_ID", "leadId", target="lead", classic_read_only=True),
            Field("quote", _("Quote"), RECORD, "QUOTE_ID", "quoteId", target="quote", classic_read_only=True),
            LOCATION,
            closed_at(),
            Field("event_date", _("Event date"), DATETIME, "", "eventDate"),
            Field("event_type", _("Event type"), CHOICE, "", "eventId", directory="EVENT_TYPE", stays_empty=True),
            Field("event_description", _("Event text"), LONG_TEXT, "", "eventDescription"),
            *common.system(),
        ),
    )
)

QUOTE = item_types.add(
    ItemType(
        code="quote",
        type_id=7,
        short="Q",
        symbol="QUOTE",
        model=Quote,
        path="quotes",
        icon="file-text",
        label=_("Quote"),
        plural=_("Quotes"),
        rules=NumberedRules(),
        stage_directory="QUOTE_STATUS",
        default_order=("-created_at",),
        default_columns=("number", "title", "company", "stage", "amount", "valid_until", "responsible"),
        links={"contacts": Link(QuoteContact, "quote", "contact")},
        declared=(
            common.ID,
            Field("number", _("Number"), TEXT, "QUOTE_NUMBER", "quoteNumber", read_only=True, searchable=True),
            title(required=True),
            *common.stage("QUOTE_STATUS", "STATUS_ID", ""),
            *common.price(),
            *common.client(),
            MY_COMPANY,
            *begin_and_close(_("Quote date"), _("Expected end")),
            Field("valid_until", _("Valid until"), DATE, "ACTUAL_DATE", "actualDate", section=MAIN),
            Field("deal", _("Deal"), RECORD, "DEAL_ID", "dealId", target="deal", section=MAIN),
            Field("lead", _("Lead"), RECORD, "LEAD_ID", "leadId", target="lead", section=EXTRA),
            *common.responsible(),
            Field("content", _("Content"), LONG_TEXT, "CONTENT", "content", section=EXTRA),
            Field("terms", _("Terms"), LONG_TEXT, "TERMS", "terms", section=EXTRA),
            Field("client_title", _("Client, as on the quote"), TEXT, "CLIENT_TITLE", "clientTitle"),
            Field("client_address", _("Client's address, as on the quote"), TEXT, "CLIENT_ADDR", "clientAddr"),
            Field("client_contact", _("Client's contact, as on the quote"), TEXT, "CLIENT_CONTACT", "clientContact"),
            Field("client_email", _("Client's e-mail, as on the quote"), TEXT, "CLIENT_EMAIL", "clientEmail"),
            Field("client_phone", _("Client's phone, as on the quote"), TEXT, "CLIENT_PHONE", "clientPhone"),
            Field("client_tax_id", _("Client's tax number"), TEXT, "CLIENT_TP_ID", "clientTpId"),
            Field("client_tax_reason", _("Client's tax reason code"), TEXT, "CLIENT_TPA_ID", "clientTpaId"),
            Field("person_type", _("Payer kind"), NUMBER, "PERSON_TYPE_ID", "personTypeId", column="person_type_id"),
            LOCATION,
            closed_at(),
            *common.system(),
        ),
    )
)

INVOICE = item_types.add(
    ItemType(
        code="invoice",
        type_id=31,
        short="SI",
        symbol="SMART_INVOICE",
        model=Invoice,
        path="invoices",
        icon="receipt-text",
        label=_("Invoice"),
        plural=_("Invoices"),
        rules=InvoiceRules(),
        stage_directory="SMART_INVOICE_STAGE",
        has_pipelines=True,
        new_title=_("Invoice #%(id)s"),
        default_order=("-created_at",),
        default_columns=("number", "title", "company", "stage", "amount", "begin_date", "close_date", "responsible"),
        links={"contacts": Link(InvoiceContact, "invoice", "contact")},
        declared=(
            common.ID,
            Field("number", _("Number"), TEXT, "", "accountNumber", section=MAIN, searchable=True),
            title(),
            Field("pipeline", _("Pipeline"), PIPELINE, "", "categoryId"),
            *common.stage("SMART_INVOICE_STAGE", ""),
            Field(
                "previous_stage",
                _("Previous stage"),
                STAGE,
                "",
                "previousStageId",
                directory="SMART_INVOICE_STAGE",
                read_only=True,
                tracked=False,
            ),
            *common.price(),
            *common.client(),
            MY_COMPANY,
            *begin_and_close(_("Issued on"), _("Due on")),
            Field("deal", _("Deal"), RECORD, "", "parentId2", target="deal", section=MAIN),
            Field("quote", _("Quote"), RECORD, "", "parentId7", target="quote", section=EXTRA),
            *common.source(),
            *common.responsible(),
            LOCATION,
            Field("xml_id", _("External code"), TEXT, "", "xmlId"),
            closed_at(),
            *common.system(),
        ),
    )
)
