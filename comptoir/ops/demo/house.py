"""The demo's own house: staff in three departments, a second pipeline, products."""

from comptoir.access.models import Department, Role, User
from comptoir.directories.values.reading import bump
from comptoir.kit.text import fold
from comptoir.ops.demo import words
from comptoir.ops.demo.portal import Portal
from comptoir.pipelines.defaults import add_default_stages
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import DEAL


def add_staff(portal: Portal) -> None:
    """Six people; they cannot sign in before an administrator gives them a password."""
    names = words.DEPARTMENTS[portal.language]
    top = Department.objects.create(name=names[0], sort=100)
    departments = [top, *(Department.objects.create(name=name, parent=top, sort=200) for name in names[1:])]
    roles = {role.default_key: role for role in Role.objects.all()}
    for name, last_name, position, place, role, heads in words.STAFF:
        login = f"{fold(name)}.{fold(last_name)}"
        user = User(
            login=login,
            name=name,
            last_name=last_name,
            email=f"{login}@comptoir.example",
            position=portal.word(position),
            department=departments[place],
            created_at=portal.at,
        )
        user.set_unusable_password()
        user.save()
        user.roles.add(roles[role])
        portal.staff.append(user)
        if heads:
            departments[place].head = user
            departments[place].save()


def add_pipeline_and_products(portal: Portal) -> None:
    export = Pipeline.objects.create(item_type=DEAL, name=portal.word(words.PIPELINE_EXPORT), sort=200)
    add_default_stages(export)
    bump()
    portal.pipelines = [0, export.pk]
    portal.products = portal.add(
        "product",
        [
            {"title": portal.word({"fr": french, "en": english}), "price": price, "series": "Comptoir"}
            for french, english, price in words.PRODUCTS
        ],
    )
