"""The fields that many item types share, declared once; each call gives them as one type needs them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.items.core.fields import Field, Kind

MAIN, EXTRA, ADDRESS, UTM = "main", "extra", "address", "utm"

ID = Field("id", _("ID"), Kind.INTEGER, "ID", "id", read_only=True, tracked=False)


def responsible() -> tuple[Field, ...]:
    return (
        Field("responsible", _("Responsible"), Kind.USER, "ASSIGNED_BY_ID", "assignedById", section=EXTRA),
        Field("observers", _("Observers"), Kind.USERS, "", "observers", section=EXTRA),
        Field(
            "opened", _("Available to everyone"), Kind.BOOLEAN, "OPENED", "opened", section=EXTRA, default=lambda: True
        ),
        Field("comments", _("Comment"), Kind.TEXT, "COMMENTS", "comments", section=EXTRA, searchable=True),
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
        Field("originator_id", _("External system"), Kind.STRING, "ORIGINATOR_ID", "originatorId", section=UTM),
        Field("origin_id", _("External ID"), Kind.STRING, "ORIGIN_ID", "originId", section=UTM),
        Field("webform_id", _("Web form"), Kind.INTEGER, "", "webformId"),
        Field("utm_source", _("UTM source"), Kind.STRING, "UTM_SOURCE", "utmSource", section=UTM),
        Field("utm_medium", _("UTM medium"), Kind.STRING, "UTM_MEDIUM", "utmMedium", section=UTM),
        Field("utm_campaign", _("UTM campaign"), Kind.STRING, "UTM_CAMPAIGN", "utmCampaign", section=UTM),
        Field("utm_content", _("UTM content"), Kind.STRING, "UTM_CONTENT", "utmContent", section=UTM),
        Field("utm_term", _("UTM term"), Kind.STRING, "UTM_TERM", "utmTerm", section=UTM),
    )


def source(section: str = EXTRA) -> tuple[Field, ...]:
    return (
        Field("source", _("Source"), Kind.CHOICE, "SOURCE_ID", "sourceId", directory="SOURCE", section=section),
        Field(
            "source_description", _("Source information"), Kind.TEXT, "SOURCE_DESCRIPTION", "sourceDescription",
            section=EXTRA,
        ),
    )  # fmt: skip


def stage(directory: str, classic: str = "STAGE_ID", semantics: str = "STAGE_SEMANTIC_ID") -> tuple[Field, ...]:
    return (
        Field("stage", _("Stage"), Kind.STAGE, classic, "stageId", directory=directory, section=MAIN),
        Field(
            "semantics", _("Stage group"), Kind.STRING, semantics, "stageSemanticId", read_only=True, tracked=False,
        ),
        _when("moved_at", _("Moved on"), "MOVED_TIME", "movedTime"),
        _who("moved_by", _("Moved by"), "MOVED_BY_ID", "movedBy"),
    )  # fmt: skip


def price() -> tuple[Field, ...]:
    return (
        Field("amount", _("Amount"), Kind.AMOUNT, "OPPORTUNITY", "opportunity", section=MAIN),
        Field("currency", _("Currency"), Kind.CURRENCY, "CURRENCY_ID", "currencyId", section=MAIN),
        Field(
            "manual_amount", _("Amount typed by hand"), Kind.BOOLEAN, "IS_MANUAL_OPPORTUNITY", "isManualOpportunity",
            section=EXTRA,
        ),
        Field("tax", _("Tax"), Kind.AMOUNT, "TAX_VALUE", "taxValue"),
    )  # fmt: skip


def client() -> tuple[Field, ...]:
    return (
        Field("company", _("Company"), Kind.ITEM, "COMPANY_ID", "companyId", target="company", section=MAIN),
        Field(
            "contact", _("Contact"), Kind.ITEM, "CONTACT_ID", "contactId", target="contact", mirror_of="contacts",
            section=MAIN, deprecated=True,
        ),
        Field("contacts", _("Contacts"), Kind.ITEMS, "CONTACT_IDS", "contactIds", target="contact", section=EXTRA),
    )  # fmt: skip


def person() -> tuple[Field, ...]:
    return (
        Field("honorific", _("Salutation"), Kind.CHOICE, "HONORIFIC", "honorific", directory="HONORIFIC", section=MAIN),
        Field("name", _("First name"), Kind.STRING, "NAME", "name", section=MAIN, searchable=True),
        Field("second_name", _("Middle name"), Kind.STRING, "SECOND_NAME", "secondName", section=MAIN, searchable=True),
        Field("last_name", _("Last name"), Kind.STRING, "LAST_NAME", "lastName", section=MAIN, searchable=True),
        Field("birth_date", _("Date of birth"), Kind.DATE, "BIRTHDATE", "birthdate", section=MAIN),
        Field("position", _("Position"), Kind.STRING, "POST", "post", section=MAIN, searchable=True),
    )


def points() -> tuple[Field, ...]:
    return (
        Field("phone", _("Phone"), Kind.POINTS, "PHONE", "", target="PHONE", section=MAIN, searchable=True),
        Field("email", _("E-mail"), Kind.POINTS, "EMAIL", "", target="EMAIL", section=MAIN, searchable=True),
        Field("web", _("Website"), Kind.POINTS, "WEB", "", target="WEB", section=MAIN, searchable=True),
        Field("im", _("Messenger"), Kind.POINTS, "IM", "", target="IM", section=MAIN, searchable=True),
        Field("link", pgettext_lazy("contact point", "Link"), Kind.POINTS, "LINK", "", target="LINK"),
    )


ADDRESS_PARTS = (
    ("", "", _("Street"), Kind.STRING),
    ("_2", "_2", _("Address, second line"), Kind.STRING),
    ("_city", "_CITY", _("City"), Kind.STRING),
    ("_postal_code", "_POSTAL_CODE", _("Postal code"), Kind.STRING),
    ("_region", "_REGION", _("District"), Kind.STRING),
    ("_province", "_PROVINCE", _("Region"), Kind.STRING),
    ("_country", "_COUNTRY", _("Country"), Kind.STRING),
    ("_country_code", "_COUNTRY_CODE", _("Country code"), Kind.STRING),
    ("_location_id", "_LOC_ADDR_ID", _("Location"), Kind.INTEGER),
)


def address(code: str = "address", classic: str = "ADDRESS", section: str = ADDRESS) -> tuple[Field, ...]:
    return tuple(
        Field(
            f"{code}{suffix}", label, kind, f"{classic}{rest}", "",
            section=section if kind == Kind.STRING else "", searchable=suffix in ("", "_city"),
        )
        for suffix, rest, label, kind in ADDRESS_PARTS
    )  # fmt: skip


def _when(code: str, label: object, classic: str, camel: str) -> Field:
    return Field(code, label, Kind.DATETIME, classic, camel, read_only=True, tracked=False)  # type: ignore[arg-type]


def _who(code: str, label: object, classic: str, camel: str) -> Field:
    return Field(code, label, Kind.USER, classic, camel, read_only=True, tracked=False)  # type: ignore[arg-type]
