"""A small portal that has been used for a while, made and read through doors that every version has.

`make` fills an empty database, `read` says what a user sees of it. Made once by each released version and kept beside
this file (tests/upgrades/README.md), such a portal must look the same after the newest code has migrated it.

    python -m tests.upgrades.portal make       fills the database that COMPTOIR_HOME or COMPTOIR_DATABASE_URL names
    python -m tests.upgrades.portal read       prints what a user sees, as JSON
    python -m tests.upgrades.portal upgrade    migrates the database, then does the same
"""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import time_machine

COMPANIES = """id,title,industry,employees,phone,email
C1,Atelier Léger,Information technology,12,01 44 55 66 77,contact@leger.example
C2,Brasserie du Nord,,60,+33 3 20 10 20 30,bonjour@brasserie.example
C3,Étoile SA,,300,,
"""
CONTACTS = """id,name,last_name,company,email,phone
P1,Zoé,Arnaud,Atelier Léger,zoe@leger.example,06 11 22 33 44
P2,Karim,Ben Saïd,Atelier Léger,karim@leger.example,
P3,Ömer,Öztürk,Brasserie du Nord,omer@brasserie.example,+49 30 1234567
"""
DEALS = """id,title,company,contact,stage,begin_date,close_date,amount,currency,source
D1,Vitrines,Atelier Léger,Zoé Arnaud,Deal won,2024-01-10,2024-02-20,1200.50,EUR,Call
D2,Comptoir,Atelier Léger,Karim Ben Saïd,Deal lost,2024-02-01,2024-03-01,800,EUR,E-mail
D3,Enseigne,Atelier Léger,,New,2024-05-02,2024-09-01,2500,EUR,
D4,Fûts,Brasserie du Nord,Ömer Öztürk,Deal won,2024-03-03,2024-03-30,990,USD,Website
D5,Verres,Brasserie du Nord,,In progress,2024-04-01,,450.25,EUR,Call
D6,Terrasse,Étoile SA,,New,2024-06-01,2024-12-24,10000,EUR,
"""
ACTIVITIES = """id,company,deal,kind,direction,at,completed,title
A1,Atelier Léger,D1,call,out,2024-01-11 09:30,Y,Premier appel
A2,Atelier Léger,D1,email,in,2024-01-12 10:00,Y,Réponse
A3,Atelier Léger,D2,meeting,,2024-02-03 14:00,Y,Visite
A4,Atelier Léger,D3,call,in,2024-05-03 11:00,N,Rappeler
A5,Brasserie du Nord,D4,email,out,2024-03-04 08:15,Y,Devis envoyé
A6,Brasserie du Nord,D5,chat,in,2024-04-02 17:45,Y,Question
"""
INVOICES = """id,title,company,issued,due,gross,status,paid_on
F1,Facture 1,Atelier Léger,2024-02-21,2024-03-22,1200.50,Paid,2024-03-20
F2,Facture 2,Brasserie du Nord,2024-04-01,2024-05-01,990,Sent to client,
"""
FILES = (
    (
        "companies",
        COMPANIES,
        {"id": "origin_id", "title": "title", "employees": "employees", "phone": "phone:WORK", "email": "email:WORK"},
    ),
    (
        "contacts",
        CONTACTS,
        {
            "id": "origin_id",
            "name": "name",
            "last_name": "last_name",
            "company": "companies",
            "email": "email:WORK",
            "phone": "phone:MOBILE",
        },
    ),
    (
        "deals",
        DEALS,
        {
            "id": "origin_id",
            "title": "title",
            "company": "company",
            "contact": "contacts",
            "stage": "stage",
            "begin_date": "begin_date",
            "close_date": "close_date",
            "amount": "amount",
            "currency": "currency",
            "source": "source",
        },
    ),
    (
        "activities",
        ACTIVITIES,
        {
            "id": "origin_id",
            "company": "company",
            "deal": "deal",
            "kind": "kind",
            "direction": "direction",
            "at": "happened_at",
            "completed": "completed",
            "title": "title",
        },
    ),
    (
        "invoices",
        INVOICES,
        {
            "id": "origin_id",
            "title": "title",
            "company": "company",
            "issued": "begin_date",
            "due": "close_date",
            "gross": "amount",
            "status": "stage",
            "paid_on": "paid_on",
        },
    ),
)
PAGES = (
    "/",
    "/deals/",
    "/deals/?group=stage",
    "/leads/",
    "/companies/",
    "/contacts/",
    "/quotes/",
    "/invoices/",
    "/activities/",
    "/products/",
    "/deals/1/",
    "/deals/1/history/",
    "/companies/1/",
    "/companies/1/profile/?period=ALL",
    "/companies/1/profile/activities/?period=ALL",
    "/contacts/1/",
    "/contacts/1/profile/",
    "/settings/",
    "/settings/crm/directories/deal-stage/",
    "/settings/crm/directories/source/",
    "/imports/",
    "/metrics/",
)
METHODS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("crm.status.list", {"order": {"ENTITY_ID": "ASC", "SORT": "ASC"}}),
    ("crm.category.list", {"entityTypeId": 2}),
    ("crm.deal.list", {"select": ["*"], "order": {"ID": "ASC"}}),
    ("crm.company.list", {"select": ["*", "PHONE", "EMAIL"], "order": {"ID": "ASC"}}),
    ("crm.contact.list", {"select": ["*", "PHONE", "EMAIL"], "order": {"ID": "ASC"}}),
    ("crm.item.list", {"entityTypeId": 31, "order": {"id": "ASC"}}),
    ("crm.stagehistory.list", {"entityTypeId": 2, "order": {"ID": "ASC"}}),
)


def make() -> None:
    run("migrate")
    run(
        "user",
        "add",
        "admin",
        "--admin",
        "--name",
        "Ada",
        "--last-name",
        "Min",
        "--email",
        "admin@example.com",
        "--json",
    )
    run("user", "add", "lea", "--name", "Léa", "--last-name", "Roux", "--role", "manager", "--json")
    with tempfile.TemporaryDirectory() as folder:
        for type_code, text, columns in FILES:
            path, mapping = Path(folder) / f"{type_code}.csv", Path(folder) / f"{type_code}.json"
            path.write_text(text)
            mapping.write_text(json.dumps({"columns": columns, "stages": {}}))
            run("import", type_code, str(path), "--map", str(mapping), "--originator", "old-crm", "--json")
    rest = webhook()
    # Lists: an own value, another name, another colour, a hidden and a deleted one.
    said = rest(
        "crm.status.add",
        {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR", "NAME": "Salon", "SORT": 25, "COLOR": "#39A8EF"}},
    )
    rest("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "GONE", "NAME": "Passager", "SORT": 26}})
    listed = {row["STATUS_ID"]: row["ID"] for row in rest("crm.status.list", {"filter": {"ENTITY_ID": "SOURCE"}})}
    rest("crm.status.delete", {"id": listed["GONE"]})
    rest("crm.status.update", {"id": listed["EMAIL"], "fields": {"NAME": "Courriel entrant"}})
    assert str(said) == listed["FAIR"]
    # A second pipeline with a deal that moves through it.
    made = rest("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Export"}})["category"]["id"]
    rest(
        "crm.status.add",
        {"fields": {"ENTITY_ID": f"DEAL_STAGE_{made}", "STATUS_ID": f"C{made}:CUSTOMS", "NAME": "Douane", "SORT": 25}},
    )
    deal = rest(
        "crm.deal.add",
        {
            "fields": {
                "TITLE": "Conteneur",
                "CATEGORY_ID": made,
                "COMPANY_ID": 3,
                "OPPORTUNITY": "7777.77",
                "SOURCE_ID": "FAIR",
            }
        },
    )
    for stage in (f"C{made}:CUSTOMS", f"C{made}:WON"):
        rest("crm.deal.update", {"id": deal, "fields": {"STAGE_ID": stage}})
    rest("crm.deal.update", {"id": 5, "fields": {"SOURCE_ID": "FAIR", "OPPORTUNITY": "460"}})
    rest(
        "crm.lead.add",
        {"fields": {"TITLE": "Foire", "NAME": "Ines", "PHONE": [{"VALUE": "+33 6 00 00 00 01", "VALUE_TYPE": "WORK"}]}},
    )
    rest("crm.deal.delete", {"id": 6})
    # How people work with it: columns, a segment, a widget moved, a period remembered.
    person = browser()
    post(person, "/deals/columns/", {"column": ["title", "amount", "stage", "company"]})
    post(person, "/deals/segments/new/", {"name": "Grosses affaires", "f": "amount:gte:1000", "sharing": "everyone"})
    person.get("/companies/1/profile/?period=Y-2024&keep=1")


def read() -> dict[str, Any]:
    person, rest = browser(), webhook()
    return {
        "pages": {page: person.get(page, follow=True).status_code for page in PAGES},
        "rest": {name: rest(name, parameters) for name, parameters in METHODS},
        "profiles": {
            f"{id} {period}": json.loads(run("profile", "--company", f"#{id}", "--period", period, "--json"))
            for id in (1, 2, 3)
            for period in ("ALL", "Y-2024", "Q-2024-1")
        },
        "lists": run("directories", "export"),
    }


# --- Doors -----------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> str:
    from django.core.management import get_commands, load_command_class

    name, *rest = arguments
    command = load_command_class(get_commands()[name], name)
    out = StringIO()
    parsed = command.create_parser("comptoir", name).parse_args(rest)
    options = vars(parsed)
    options.pop("args", None)
    command.execute(**{**options, "stdout": out, "stderr": StringIO()})
    return out.getvalue()


def browser() -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(login="admin"))
    return client


def post(person: Any, path: str, form: dict[str, Any]) -> None:
    answer = person.post(path, form)
    assert answer.status_code < 400, (path, answer.status_code, answer.content[:2000].decode())


def webhook() -> Any:
    from django.test import Client

    url = json.loads(run("webhook", "add", "--user", "admin", "--scope", "crm", "--json"))["url"]
    path, client = urlsplit(url).path.rstrip("/"), Client(SERVER_NAME="127.0.0.1")

    def call(method: str, parameters: dict[str, Any]) -> Any:
        answer = client.post(f"{path}/{method}", json.dumps(parameters), content_type="application/json")
        assert answer.status_code == 200, (method, answer.content[:2000].decode())
        return answer.json()["result"]

    return call


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    django.setup()
    if sys.argv[1] == "make":
        # At one moment, so that both databases hold the same.
        with time_machine.travel(datetime(2026, 11, 30, 9, tzinfo=UTC), tick=False):
            make()
    else:
        if sys.argv[1] == "upgrade":
            run("migrate")
        sys.stdout.write(json.dumps(read(), ensure_ascii=False, indent=1, sort_keys=True))
