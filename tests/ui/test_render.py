"""One template, three shapes; and what every template may rely on."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from jinja2 import UndefinedError

from comptoir.ui.context import layout_of
from comptoir.ui.icons import icon, icon_names
from comptoir.ui.navigation import Navigation, NavItem
from comptoir.ui.render import render


def page(**headers: str) -> HttpResponse:
    request = RequestFactory().get(
        "/ui/sample/one/", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return render(request, "ui/shell/error.html", {"status": 404, "message": "Gone", "fields": {}})


def write(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("headers", "layout"),
    [
        ({}, "ui/shell/base.html"),
        ({"HX-Request": "true"}, "ui/shell/fragment.html"),
        ({"HX-Request": "true", "X-Comptoir-Slider": "1"}, "ui/shell/slider.html"),
        ({"HX-Request": "true", "HX-Boosted": "true"}, "ui/shell/base.html"),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, "ui/shell/base.html"),
    ],
)
def test_the_layout_follows_who_asks(headers: dict[str, str], layout: str) -> None:
    assert layout_of(RequestFactory().get("/", headers=headers)) == layout


def test_the_three_shapes_are_cached_apart() -> None:
    assert "X-Comptoir-Slider" in page()["Vary"]
    assert "HX-Request" in page()["Vary"]


def test_a_fragment_has_no_shell() -> None:
    content = page(HX_Request="true").content.decode()
    assert "Gone" in content
    assert "<nav" not in content


def test_everything_from_data_is_escaped() -> None:
    assert write("{{ x }}", x="<script>") == "&lt;script&gt;"
    macros = "{{ ui.stage_chip(x, x) }}{{ ui.button(x, href=x) }}{{ ui.field('a', x, value=x) }}"
    assert "<script" not in write('{% import "ui/components/components.html" as ui %}' + macros, x='"><script>')


def test_a_misspelt_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        write("{{ amuont }}")


def test_a_constant_is_written_in_the_language_of_the_reader_not_of_the_compiler() -> None:
    template = engines["jinja2"].from_string('{{ 5000|money("EUR") }}')
    with translation.override("en"):
        assert template.render({}) == "€5,000"
    with translation.override("fr"):
        assert template.render({}).startswith("5")


def test_an_undeclared_icon_is_an_error() -> None:
    assert "search" in icon_names()
    with pytest.raises(LookupError):
        icon("no-such-icon")


def test_navigation_shows_what_the_reader_may_open() -> None:
    navigation = Navigation()
    navigation.add(NavItem("gallery", "Gallery", "list", "ui:gallery", order=2, visible=lambda _user: True))
    navigation.add(NavItem("settings", "Settings", "list", "ui:settings", order=1, visible=lambda _user: True))
    navigation.add(NavItem("hidden", "Hidden", "list", "ui:gallery", visible=lambda _user: False))
    navigation.add(NavItem("absent", "Absent", "list", "no-such:page", visible=lambda _user: True))
    entries = navigation.entries("main", None, "/ui/settings/")
    assert [(entry.item.code, entry.current) for entry in entries] == [("settings", True), ("gallery", False)]
    with pytest.raises(RuntimeError):
        navigation.add(NavItem("gallery", "Gallery", "list", "ui:gallery"))
