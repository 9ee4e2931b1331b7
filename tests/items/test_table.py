"""A table of rows from elsewhere: drawn, sorted, paged and written from one declaration of its columns."""

import io
from typing import Any

from markupsafe import Markup

from comptoir.access.models import User
from comptoir.items.lists.export import Sheet, chunks_of, write_csv
from comptoir.items.lists.table import TableColumn, draw, in_order, numbered_page
from tests.world import World

COLUMNS: tuple[TableColumn[Any], ...] = (
    TableColumn("login", "Login", html=lambda user: f"<{user.login}>", plain=lambda user: user.login, order="login"),
    TableColumn("mail", "E-mail", html=lambda user: Markup("<b>@</b>"), plain=lambda user: user.email, numeric=True),
    TableColumn(
        "department",
        "Department",
        html=lambda user: str(user.department or ""),
        plain=lambda user: str(user.department or ""),
        order="department",
        key="department__name",
    ),
)


def test_draws_cells_and_escapes_what_is_no_markup(world: World) -> None:
    table = draw(COLUMNS, [world.alice], "login", lambda order: f"?order={order}")
    assert [cell.html for cell in table.rows[0].cells][:2] == ["&lt;alice&gt;", "<b>@</b>"]
    assert [(head.sort_url, head.direction) for head in table.heads] == [
        ("?order=-login", "asc"),
        ("", ""),
        ("?order=department", ""),
    ]


def test_sorts_by_a_declared_column_rows_without_a_value_last(world: World) -> None:
    people = [world.alice, world.dave, world.admin]
    rows = User.objects.filter(pk__in=[person.pk for person in people])
    for order in ("department", "-department"):
        found, in_force = in_order(rows, COLUMNS, order, "login")
        assert (list(found)[-1], in_force) == (world.admin, order)
    assert in_order(rows, COLUMNS, "password", "-login")[1] == "-login"


def test_pages_by_number() -> None:
    foot, start = numbered_page(250, "2", lambda page: f"?page={page}")
    assert (foot.first, foot.last, foot.total, start) == (101, 200, 250, 100)
    assert (foot.previous_url, foot.next_url) == ("?page=1", "?page=3")
    assert numbered_page(250, "99", str)[1] == 200
    assert numbered_page(250, "x", str)[1] == 0
    assert numbered_page(0, "", str)[0].first == 0


def test_writes_the_same_columns_into_a_file(world: World) -> None:
    rows, _order = in_order(User.objects.filter(pk=world.alice.pk), COLUMNS, "", "login")
    file = io.BytesIO()
    write_csv(Sheet.of("People", COLUMNS, (user for chunk in chunks_of(rows) for user in chunk)), file)
    lines = file.getvalue().decode("utf-8-sig").splitlines()
    assert lines == ["Login,E-mail,Department", f"alice,alice@example.com,{world.sales.name}"]
