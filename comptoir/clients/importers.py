"""How contacts and companies are imported: what other programs call their columns, bands of employees, full names."""

from django.utils.translation import gettext_lazy as _

from comptoir.imports.item_importer import ItemImporter
from comptoir.imports.mapping.targets import NameSource, Target
from comptoir.imports.running.convert import convert
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.importers import importers
from comptoir.imports.running.rows import Draft
from comptoir.items.kinds.money import amount_of
from comptoir.kit.errors import NotAValue

BANDS = ((50, "EMPLOYEES_1"), (250, "EMPLOYEES_2"), (500, "EMPLOYEES_3"))
OVER = "EMPLOYEES_4"
FULL_NAME = Target(
    "full_name",
    _("Full name"),
    aliases=("Nom complet", "Полное имя", "Contact name", "Person - Name*"),
)

SHARED: dict[str, tuple[str, ...]] = {
    "comments": ("Comments", "Commentaire", "Комментарий", "Note", "Notes", "Note - Content*", "Remarques"),
    "responsible": ("Responsible person", "Responsable", "Ответственный", "Owner", "Owner name", "Account owner"),
    "opened": ("Accessible à tous", "Доступна для всех", "Доступен для всех"),
    "source": ("Lead source", "Origine", "Источник"),
    "address": ("Rue", "Adresse", "Address", "Улица, дом", "Адрес", "Organization - Address"),
    "address_2": ("Apartment / Suite", "Complément d'adresse", "Квартира, офис"),
    "address_city": ("Ville", "Город", "Town"),
    "address_postal_code": ("Zip", "Zip code", "Postcode", "Code postal", "Почтовый индекс"),
    "address_region": ("Région", "District", "Район"),
    "address_province": ("State / Province", "State", "Province", "Département", "Область"),
    "address_country": ("Pays", "Страна", "Country/Region"),
}


def employees_band(target: Target, draft: Draft, session: ImportSession) -> None:
    """A number of employees goes into its band; a band's own name is found like any value of a list."""
    text = draft.text(target.code)
    try:
        number = amount_of(text) if text.replace(" ", "").isdecimal() else None
    except NotAValue:
        number = None
    if number is None:
        convert(target, draft, session)
        return
    code = next((code for most, code in BANDS if number < most), OVER)
    if session.find_choice("EMPLOYEES", code) is None:
        convert(target, draft, session)
        return
    draft.values["employees"] = code
    session.note("banded", "employees", code)


def split_full_name(draft: Draft, _work: ImportSession) -> None:
    """A full name is used where neither of its parts has a column: the last word is the last name."""
    full = draft.text("full_name")
    if full and not draft.values.get("name") and not draft.values.get("last_name"):
        first, _space, last = full.rpartition(" ")
        draft.values["name"], draft.values["last_name"] = first, last


def _person(name: str) -> dict[str, object]:
    first, _space, last = name.rpartition(" ")
    return {"name": first, "last_name": last}


importers.add(
    ItemImporter(
        "contact",
        order=10,
        aliases={
            **SHARED,
            "name": ("Prénom", "Имя", "Given name", "Person - First name"),
            "last_name": ("Nom", "Nom de famille", "Фамилия", "Surname", "Family name", "Person - Last name"),
            "second_name": ("Second name", "Deuxième prénom", "Отчество"),
            "honorific": ("Civilité", "Обращение", "Title"),
            "birth_date": ("Birthday", "Birthdate", "Date de naissance", "Дата рождения"),
            "position": ("Job title", "Poste", "Fonction", "Должность"),
            "companies": (
                "Company",
                "Company name",
                "Société",
                "Entreprise",
                "Компания",
                "Associated company",
                "Account name",
                "Organization",
                "Organization - Name*",
            ),
            "type": ("Type de contact", "Тип контакта"),
            "responsible": (*SHARED["responsible"], "Contact owner"),
        },
        extra=(FULL_NAME,),
        finish_row=split_full_name,
        names=NameSource("contact", ("name", "last_name"), _person),
    )
)

importers.add(
    ItemImporter(
        "company",
        order=20,
        aliases={
            **SHARED,
            "title": (
                "Name",
                "Company",
                "Account",
                "Account name",
                "Organization - Name*",
                "Nom de la société",
                "Société",
                "Entreprise",
                "Nom",
                "Название компании",
                "Компания",
            ),
            "type": ("Type de société", "Тип компании"),
            "industry": ("Sector", "Secteur d'activité", "Secteur", "Сфера деятельности"),
            "employees": ("Number of employees", "Effectif", "Employés", "Кол-во сотрудников"),
            "revenue": ("Revenue", "Chiffre d'affaires", "Chiffre d'affaires annuel", "Годовой оборот"),
            "currency": ("Devise", "Валюта"),
            "banking_details": ("Payment details", "Coordonnées bancaires", "Банковские реквизиты"),
            "registered_address": ("Billing address", "Street (billing)"),
            "registered_address_city": ("City (billing)",),
            "registered_address_postal_code": ("Zip (billing)",),
            "registered_address_region": ("Region (billing)",),
            "registered_address_province": ("State / Province (billing)",),
            "registered_address_2": ("Apartment / Suite (billing)",),
            "registered_address_country": ("Country (billing)",),
        },
        converters={"employees": employees_band},
        names=NameSource("company", ("title",), lambda name: {"title": name}),
    )
)
