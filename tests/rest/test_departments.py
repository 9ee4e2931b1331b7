"""department.get and department.fields."""

from comptoir.access.models import User
from tests.rest.conftest import Rest, make_webhook
from tests.world import World


def connect(world: World, *scopes: str) -> Rest:
    make_webhook(world.admin, "d" * 32, scopes)
    return Rest(world.admin, "d" * 32)


def test_lists_the_tree(world: World) -> None:
    rest = connect(world, "department")
    company, sales = world.company, world.sales
    _ = world.carol
    assert rest("department.get").result == [
        {"ID": str(company.pk), "NAME": "The company", "SORT": 500, "UF_HEAD": "0"},
        {"ID": str(sales.pk), "NAME": "Sales", "SORT": 500, "PARENT": str(company.pk), "UF_HEAD": str(world.carol.pk)},
    ]
    assert rest("department.get", {"sort": "NAME", "order": "ASC"}).result[0]["NAME"] == "Sales"
    assert [row["NAME"] for row in rest("department.get", {"PARENT": company.pk}).result] == ["Sales"]
    assert [row["NAME"] for row in rest("department.get", {"ID": [str(company.pk)]}).result] == ["The company"]
    assert rest("department.get", {"NAME": "nothing"}).result == []
    assert rest("department.fields").result["UF_HEAD"] == "Head"


def test_needs_its_scope(world: World) -> None:
    assert connect(world, "crm")("department.get").error[:2] == (401, "insufficient_scope")
    assert User.objects.count() == 1
