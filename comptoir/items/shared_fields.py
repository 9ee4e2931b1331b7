"""The fields that many item types share, declared once; each call gives them as one type needs them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.items.core.fields import Field
from comptoir.items.kinds.choice import CHOICE
from comptoir.items.kinds.contact_points import CONTACT_POINTS
from comptoir.items.kinds.moment import DATE, DATETIME
from comptoir.items.kinds.money import CURRENCY, MONEY
from comptoir.items.kinds.number import IDENTIFIER
from comptoir.items.kinds.person import PEOPLE, PERSON
from comptoir.items.kinds.record import RECORD, RECORDS
from comptoir.items.kinds.stage import STAGE, STAGE_GROUP
from comptoir.items.kinds.text import LONG_TEXT, TEXT
from comptoir.items.kinds.yesno import YES_NO
from comptoir.kit.text import Text

MAIN, EXTRA, ADDRESS, UTM = "main", "extra", "address", "utm"

ID = Field("id", _("ID"), IDENTIFIER, "ID", "id", read_only=True, tracked=False)


def responsible() -> tuple[Field, ...]:
    return (
        Field("responsible", _("Responsible"), PERSON, "ASSIGNED_BY_ID", "assignedById", section=EXTRA, groups=True),
        Field("observers", _("Observers"), PEOPLE, "", "observers", section=EXTRA),
        Field("opened", _("Available to everyone"), YES_NO, "OPENED", "opened", section=EXTRA, default=lambda: True),
        Field("comments", _("Comment"), LONG_TEXT, "COMMENTS", "comments", section=EXTRA, searchable=True),
    )


def system() -> tuple[Field, ...]:
    """Return who and when, where the item came from, and its UTM fields."""
    return (
        _when("created_at", _("Created on"), "DATE_CREATE", "createdTime"),
        _who("created_by", _("Created by"), "CREATED_BY_ID", "createdBy"),
        _when("updated_at", _("Changed on"), "DATE_MODIFY", "updatedTime"),
        _who("updated_by", _("Changed by"), "MODIFY_BY_ID", "updatedBy"),
        _when("last_activity_at", _("Last activity on"), "LAST_ACTIVITY_TIME", "lastActivityTime"),
        _who("last_activity_by", _("Last activity by"), "LAST_ACTIVITY_BY", "lastActivityBy"),
        Field("originator_id", _("External system"), TEXT, "ORIGINATOR_ID", "originatorId", section=UTM),
        Field("origin_id", _("External ID"), TEXT, "ORIGIN_ID", "originId", section=UTM),
        Field("webform_id", _("Web form"), IDENTIFIER, "", "webformId"),
        Field("utm_source", _("UTM source"), TEXT, "UTM_SOURCE", "utmSource", section=UTM),
        Field("utm_medium", _("UTM medium"), TEXT, "UTM_MEDIUM", "utmMedium", section=UTM),
        Field("utm_campaign", _("UTM campaign"), TEXT, "UTM_CAMPAIGN", "utmCampaign", section=UTM),
        Field("utm_content", _("UTM content"), TEXT, "UTM_CONTENT", "utmContent", section=UTM),
        Field("utm_term", _("UTM term"), TEXT, "UTM_TERM", "utmTerm", section=UTM),
    )


def source(section: str = EXTRA) -> tuple[Field, ...]:
    return (
        Field("source", _("Source"), CHOICE, "SOURCE_ID", "sourceId", directory="SOURCE", section=section),
        Field(
            "source_description",
            _("Source information"),
            LONG_TEXT,
            "SOURCE_DESCRIPTION",
            "sourceDescription",
            section=EXTRA,
        ),
    )


def stage(directory: str, classic: str = "STAGE_ID", semantics: str = "STAGE_SEMANTIC_ID") -> tuple[Field, ...]:
    return (
        Field("stage", _("Stage"), STAGE, classic, "stageId", directory=directory, section=MAIN),
        Field(
            "semantics",
            _("Stage group"),
            STAGE_GROUP,
            semantics,
            "stageSemanticId",
            read_only=True,
            tracked=False,
        ),
        _when("moved_at", _("Moved on"), "MOVED_TIME", "movedTime"),
        _who("moved_by", _("Moved by"), "MOVED_BY_ID", "movedBy"),
    )


def price() -> tuple[Field, ...]:
    return (
        Field("amount", _("Amount"), MONEY, "OPPORTUNITY", "opportunity", section=MAIN, sort_column="account_amount"),
        Field("currency", _("Currency"), CURRENCY, "CURRENCY_ID", "currencyId", section=MAIN),
        Field(
            "manual_amount",
            _("Amount typed by hand"),
            YES_NO,
            "IS_MANUAL_OPPORTUNITY",
            "isManualOpportunity",
            section=EXTRA,
        ),
        Field("tax", _("Tax"), MONEY, "TAX_VALUE", "taxValue"),
    )


def client() -> tuple[Field, ...]:
    return (
        Field("company", _("Company"), RECORD, "COMPANY_ID", "companyId", target="company", section=MAIN),
        Field(
            "contact",
            _("Contact"),
            RECORD,
            "CONTACT_ID",
            "contactId",
            target="contact",
            mirror_of="contacts",
            section=MAIN,
            deprecated=True,
        ),
        Field("contacts", _("Contacts"), RECORDS, "CONTACT_IDS", "contactIds", target="contact", section=EXTRA),
    )


def person() -> tuple[Field, ...]:
    return (
        Field(
            "honorific",
            _("Salutation"),
            CHOICE,
            "HONORIFIC",
            "honorific",
            directory="HONORIFIC",
            section=MAIN,
            stays_empty=True,
        ),
        Field("name", _("First name"), TEXT, "NAME", "name", section=MAIN, searchable=True),
        Field("second_name", _("Middle name"), TEXT, "SECOND_NAME", "secondName", section=MAIN, searchable=True),
        Field("last_name", _("Last name"), TEXT, "LAST_NAME", "lastName", section=MAIN, searchable=True),
        Field("birth_date", _("Date of birth"), DATE, "BIRTHDATE", "birthdate", section=MAIN),
        Field("position", _("Position"), TEXT, "POST", "post", section=MAIN, searchable=True),
    )


def points() -> tuple[Field, ...]:
    return (
        Field("phone", _("Phone"), CONTACT_POINTS, "PHONE", "", target="PHONE", section=MAIN, searchable=True),
        Field("email", _("E-mail"), CONTACT_POINTS, "EMAIL", "", target="EMAIL", section=MAIN, searchable=True),
        Field("web", _("Website"), CONTACT_POINTS, "WEB", "", target="WEB", section=MAIN, searchable=True),
        Field("im", _("Messenger"), CONTACT_POINTS, "IM", "", target="IM", section=MAIN, searchable=True),
        Field("link", pgettext_lazy("contact point", "Link"), CONTACT_POINTS, "LINK", "", target="LINK"),
    )


ADDRESS_PARTS = (
    ("", "", _("Street"), TEXT),
    ("_2", "_2", _("Address, second line"), TEXT),
    ("_city", "_CITY", _("City"), TEXT),
    ("_postal_code", "_POSTAL_CODE", _("Postal code"), TEXT),
    ("_region", "_REGION", _("District"), TEXT),
    ("_province", "_PROVINCE", _("Region"), TEXT),
    ("_country", "_COUNTRY", _("Country"), TEXT),
    ("_country_code", "_COUNTRY_CODE", _("Country code"), TEXT),
    ("_location_id", "_LOC_ADDR_ID", _("Location"), IDENTIFIER),
)


def address(code: str = "address", classic: str = "ADDRESS", section: str = ADDRESS) -> tuple[Field, ...]:
    return tuple(
        Field(
            f"{code}{suffix}",
            label,
            kind,
            f"{classic}{rest}",
            "",
            section=section if kind is TEXT else "",
            searchable=suffix in ("", "_city"),
        )
        for suffix, rest, label, kind in ADDRESS_PARTS
    )


def _when(code: str, label: Text, classic: str, camel: str) -> Field:
    return Field(code, label, DATETIME, classic, camel, read_only=True, tracked=False)


def _who(code: str, label: Text, classic: str, camel: str) -> Field:
    return Field(code, label, PERSON, classic, camel, read_only=True, tracked=False)
