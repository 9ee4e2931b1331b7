"""The demo's clients: companies with their contacts."""

from itertools import product
from typing import Any

from comptoir.kit.text import fold
from comptoir.ops.demo import words
from comptoir.ops.demo.portal import YEARS, Portal

COMPANIES, CONTACTS = 60, 200
INDUSTRIES = ("IT", "MANUFACTURING", "CONSULTING", "FINANCE", "DELIVERY", "ENTERTAINMENT", "GOVERNMENT", "OTHER")
SOURCES = ("CALL", "EMAIL", "WEB", "ADVERTISING", "PARTNER", "RECOMMENDATION", "TRADE_SHOW", "WEBFORM", "STORE")
SIZES = ("EMPLOYEES_1", "EMPLOYEES_1", "EMPLOYEES_1", "EMPLOYEES_2", "EMPLOYEES_3", "EMPLOYEES_4")
TYPES = ("CUSTOMER", "CUSTOMER", "CUSTOMER", "CUSTOMER", "PARTNER", "SUPPLIER")


def add_clients(portal: Portal) -> None:
    names = [f"{head} {tail}" for head, tail in product(words.COMPANY_HEADS, words.COMPANY_TAILS)]
    portal.companies = portal.add(
        "company", [_company(portal, name) for name in portal.random.sample(names, COMPANIES)]
    )
    portal.contacts = portal.add("contact", [_contact(portal, place) for place in range(CONTACTS)])


def _company(portal: Portal, name: str) -> dict[str, Any]:
    dice = portal.random
    city, postal_code = dice.choice(words.CITIES)
    created = portal.moment(portal.day(YEARS, YEARS // 3))
    return {
        "title": name,
        "type": dice.choice(TYPES),
        "industry": dice.choice(INDUSTRIES),
        "employees": dice.choice(SIZES),
        "revenue": dice.randint(2, 90) * 100_000,
        "source": dice.choice(SOURCES),
        "phone": [_number(portal, "+33 1")],
        "email": [f"contact@{_domain(name)}"],
        "web": [f"https://www.{_domain(name)}"],
        "address": f"{dice.randint(1, 120)} {dice.choice(words.STREETS)}",
        "address_city": city,
        "address_postal_code": postal_code,
        "responsible": dice.choice(portal.sellers).pk,
        "created_at": created,
        "updated_at": created,
    }


def _contact(portal: Portal, place: int) -> dict[str, Any]:
    dice = portal.random
    name, last_name = dice.choice(words.FIRST_NAMES), dice.choice(words.LAST_NAMES)
    company = portal.companies[place % COMPANIES]
    created = max(company.created_at, portal.moment(portal.day(YEARS // 2)))
    return {
        "name": name,
        "last_name": last_name,
        "position": portal.word(words.POSITIONS),
        "type": "CLIENT",
        "source": dice.choice(SOURCES),
        "company": company.pk,
        "phone": [{"value": _number(portal, "+33 6"), "value_type": "MOBILE"}],
        "email": [f"{fold(name)}.{fold(last_name).replace(' ', '')}@{_domain(company.title)}"],
        "responsible": company.responsible_id,
        "created_at": created,
        "updated_at": created,
    }


def _number(portal: Portal, prefix: str) -> str:
    return " ".join([prefix, *(f"{portal.random.randint(0, 99):02d}" for _ in range(4))])


def _domain(name: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in fold(name)) + ".example"
