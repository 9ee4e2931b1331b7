"""Contacts and companies over REST: crm.contact.*, crm.company.*, and crm.item.* for both."""

from comptoir.clients.items import COMPANY, CONTACT
from comptoir.items.rest.classic import add_classic_methods
from comptoir.items.rest.derived import always, disabled, flat_points, has_open_channel, has_points
from comptoir.items.rest.rest_type import RestType, rest_types

HAS_CLASSIC = (
    has_points("HAS_PHONE", "PHONE", "char"),
    has_points("HAS_EMAIL", "EMAIL", "char"),
    has_open_channel("HAS_IMOL", "char"),
)
HAS_CAMEL = (
    has_points("hasPhone", "PHONE", "boolean"),
    has_points("hasEmail", "EMAIL", "boolean"),
    has_open_channel("hasImol", "boolean"),
    disabled("address", "text", isDeprecated=True),
    always("searchContent", "text", isReadOnly=True),
    # Clients have no pipelines here: all of them are in number 0, which the reference calls the default one.
    always("categoryId", "crm_category", 0),
)

CONTACTS = rest_types.add(
    RestType(
        CONTACT,
        classic=(*HAS_CLASSIC, always("FACE_ID", "integer", isReadOnly=True)),
        camel=(
            *HAS_CAMEL,
            disabled("shortName", "string"),
            disabled("login", "string", isDeprecated=True),
            *flat_points(),
        ),
    )
)

COMPANIES = rest_types.add(
    RestType(
        COMPANY,
        classic=(*HAS_CLASSIC, always("LAST_COMMUNICATION_TIME", "string", isReadOnly=True)),
        camel=(
            *HAS_CAMEL,
            *flat_points(),
            *(always(name, "file") for name in ("ufLogo", "ufStamp", "ufDirectorSign", "ufAccountantSign")),
        ),
        described={
            # The reference describes these as writable, but ignores what is written to them.
            "LAST_ACTIVITY_TIME": {"isReadOnly": False},
            "LAST_ACTIVITY_BY": {"isReadOnly": False},
            "addressLegal": {"isDeprecated": True},
            "bankingDetails": {"type": "string"},
        },
    )
)

add_classic_methods(CONTACTS, "contacts", {"NAME": "Anne", "LAST_NAME": "Petit", "EMAIL": [{"VALUE": "a@example.com"}]})
add_classic_methods(COMPANIES, "companies", {"TITLE": "Menuiserie Petit", "INDUSTRY": "MANUFACTURING"})
