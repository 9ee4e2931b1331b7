"""The item types contact and company, with their fields."""

from django.utils.translation import gettext_lazy as _

from comptoir.clients.models import Company, Contact, ContactCompany
from comptoir.clients.rules import CompanyRules, ContactRules
from comptoir.items import shared_fields as common
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.links import Link
from comptoir.items.kinds.choice import CHOICE
from comptoir.items.kinds.file import FILE
from comptoir.items.kinds.money import CURRENCY, MONEY
from comptoir.items.kinds.record import RECORD, RECORDS
from comptoir.items.kinds.text import LONG_TEXT, TEXT
from comptoir.items.kinds.yesno import YES_NO
from comptoir.items.shared_fields import EXTRA, MAIN

CONTACT = item_types.add(
    ItemType(
        code="contact",
        type_id=3,
        short="C",
        symbol="CONTACT",
        model=Contact,
        path="contacts",
        icon="user",
        label=_("Contact"),
        plural=_("Contacts"),
        rules=ContactRules(),
        title_of=str,
        title_columns=("name", "last_name"),
        subtitle_of=lambda contact: contact.position,
        default_columns=("title", "company", "phone", "email", "type", "source", "responsible"),
        default_order=("-created_at",),
        links={"companies": Link(ContactCompany, "contact", "company")},
        declared=(
            common.ID,
            *common.person(),
            Field("photo", _("Photo"), FILE, "PHOTO", "photo", read_only=True, stored=False),
            *common.points(),
            Field(
                "company",
                _("Main company"),
                RECORD,
                "COMPANY_ID",
                "companyId",
                target="company",
                mirror_of="companies",
                section=MAIN,
                deprecated=True,
            ),
            Field("companies", _("Companies"), RECORDS, "COMPANY_IDS", "companyIds", target="company", section=EXTRA),
            Field("type", _("Contact type"), CHOICE, "TYPE_ID", "typeId", directory="CONTACT_TYPE", section=EXTRA),
            *common.source(),
            Field(
                "may_export",
                _("Takes part in export"),
                YES_NO,
                "EXPORT",
                "export",
                section=EXTRA,
                default=lambda: True,
            ),
            Field(
                "exclude_from_scoring",
                _("Left out of scoring"),
                YES_NO,
                "",  # the reference has no such field
                "",
                section=EXTRA,
                default=lambda: False,
            ),
            *common.responsible(),
            *common.address(),
            Field("lead", _("Lead"), RECORD, "LEAD_ID", "leadId", target="lead", classic_read_only=True),
            *common.system(),
            Field("origin_version", _("External version"), TEXT, "ORIGIN_VERSION", "originVersion"),
        ),
    )
)

COMPANY = item_types.add(
    ItemType(
        code="company",
        type_id=4,
        short="CO",
        symbol="COMPANY",
        model=Company,
        path="companies",
        icon="building-2",
        label=_("Company"),
        plural=_("Companies"),
        rules=CompanyRules(),
        title_of=str,
        default_columns=("title", "type", "industry", "employees", "phone", "source", "responsible"),
        default_order=("title",),
        links={"contacts": Link(ContactCompany, "company", "contact", owns_primary=False)},
        declared=(
            common.ID,
            Field("title", _("Company name"), TEXT, "TITLE", "title", required=True, section=MAIN, searchable=True),
            Field("logo", _("Logo"), FILE, "LOGO", "logo", read_only=True, stored=False),
            Field("type", _("Company type"), CHOICE, "COMPANY_TYPE", "typeId", directory="COMPANY_TYPE", section=MAIN),
            Field("industry", _("Industry"), CHOICE, "INDUSTRY", "industry", directory="INDUSTRY", section=MAIN),
            Field("employees", _("Employees"), CHOICE, "EMPLOYEES", "employees", directory="EMPLOYEES", section=MAIN),
            Field("revenue", _("Annual revenue"), MONEY, "REVENUE", "revenue", section=MAIN),
            Field("currency", _("Currency"), CURRENCY, "CURRENCY_ID", "currencyId", section=MAIN),
            *common.points(),
            Field("contacts", _("Contacts"), RECORDS, "CONTACT_ID", "contactIds", target="contact", section=MAIN),
            *common.source(),
            *common.responsible(),
            Field(
                "is_my_company",
                _("One of our own companies"),
                YES_NO,
                "IS_MY_COMPANY",
                "isMyCompany",
                section=EXTRA,
            ),
            *common.address(),
            Field(
                "legal_address", _("Legal address"), LONG_TEXT, "ADDRESS_LEGAL", "addressLegal", section=common.ADDRESS
            ),
            *common.address("registered_address", "REG_ADDRESS", ""),
            Field(
                "banking_details",
                _("Bank details"),
                LONG_TEXT,
                "BANKING_DETAILS",
                "bankingDetails",
                section=common.ADDRESS,
            ),
            Field("lead", _("Lead"), RECORD, "LEAD_ID", "leadId", target="lead", classic_read_only=True),
            *common.system(),
            Field("origin_version", _("External version"), TEXT, "ORIGIN_VERSION", "originVersion"),
        ),
    )
)
