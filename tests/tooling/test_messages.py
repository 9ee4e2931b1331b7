"""comptoir messages: what is collected from sources, and what a catalogue is blamed for."""

import gettext
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from comptoir.ops import messages

PYTHON = """
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
LABEL = _("Deal")
def count(n): return ngettext("%(n)s deal", "%(n)s deals", n) % {"n": n}
def month(): return pgettext("month", "May")
"""
TEMPLATE = """
{% trans %}
    Hello
    {{ name }}
{% endtrans %}
<h1>{{ _("Board") }}</h1>
"""


@pytest.fixture
def app(tmp_path: Path) -> messages.App:
    (tmp_path / "sales" / "templates" / "sales").mkdir(parents=True)
    (tmp_path / "sales" / "choices.py").write_text(PYTHON)
    (tmp_path / "sales" / "templates" / "sales" / "page.html").write_text(TEMPLATE)
    return messages.App(tmp_path / "sales")


def translate(app: messages.App, translations: dict[str, str | tuple[str, ...]]) -> None:
    catalogue: Catalog = messages.read(app)
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key in translations:
            message.string = translations[key]
    app.catalogue.write_text(messages.as_po(app, catalogue))


def complete(app: messages.App) -> None:
    messages.update(app)
    translate(
        app,
        {
            "Deal": "Transaction",
            "%(n)s deal": ("%(n)s transaction", "%(n)s transactions"),
            "May": "Mai",
            "Hello %(name)s": "Bonjour %(name)s",
            "Board": "Kanban",
        },
    )


def test_collects_from_python_and_templates(app: messages.App) -> None:
    found = {(message.context, message.id) for message in messages.collect(app) if message.id}
    assert found == {
        (None, "Deal"),
        (None, ("%(n)s deal", "%(n)s deals")),
        ("month", "May"),
        (None, "Hello %(name)s"),
        (None, "Board"),
    }


def test_a_complete_catalogue_has_no_problems_and_an_update_leaves_it_alone(app: messages.App) -> None:
    complete(app)
    assert list(messages.problems(app)) == []
    assert not messages.update(app)


def test_names_what_is_missing(app: messages.App) -> None:
    assert "sales: not in the catalogue: 'Deal' (choices.py)" in list(messages.problems(app))


def test_names_what_is_not_translated(app: messages.App) -> None:
    complete(app)
    translate(app, {"Deal": "", "%(n)s deal": ("%(n)s transaction", "")})
    assert [problem.split(" (")[0] for problem in messages.problems(app)] == [
        "sales: not translated: 'Deal'",
        "sales: not translated: '%(n)s deal'",
    ]


def test_names_what_is_fuzzy(app: messages.App) -> None:
    complete(app)
    app.catalogue.write_text(app.catalogue.read_text().replace('msgid "Deal"', '#, fuzzy\nmsgid "Deal"'))
    assert list(messages.problems(app)) == ["sales: to be checked (fuzzy): 'Deal' (choices.py)"]


def test_names_what_is_no_longer_used(app: messages.App) -> None:
    complete(app)
    (app.folder / "choices.py").write_text(PYTHON.replace('"Deal"', '"Lead"'))
    assert list(messages.problems(app)) == [
        "sales: not in the catalogue: 'Lead' (choices.py)",
        "sales: no longer used: 'Deal' (choices.py)",
    ]


def test_names_placeholders_that_differ(app: messages.App) -> None:
    complete(app)
    translate(app, {"Hello %(name)s": "Bonjour %(nom)s"})
    assert "sales: the placeholders differ: 'Hello %(name)s' (templates/sales/page.html)" in messages.problems(app)


def test_names_what_two_apps_translate_differently(app: messages.App, monkeypatch: pytest.MonkeyPatch) -> None:
    complete(app)
    other = messages.App(shutil.copytree(app.folder, app.folder.parent / "clients"))
    monkeypatch.setattr(messages, "PACKAGE", app.folder.parent)
    for each in (app, other):
        (each.folder / "__init__.py").touch()
    assert list(messages.conflicts([app])) == []
    translate(other, {"Deal": "Affaire"})
    (conflict,) = messages.conflicts([app])
    assert "'Deal' (clients: 'Affaire'; sales: 'Transaction')" in conflict


def test_compiles_what_gettext_reads_and_only_when_it_changed(app: messages.App) -> None:
    complete(app)
    assert messages.compile_catalogue(app)
    assert not messages.compile_catalogue(app)
    with app.catalogue.with_suffix(".mo").open("rb") as file:
        french = gettext.GNUTranslations(file)
    assert french.gettext("Deal") == "Transaction"
    assert french.ngettext("%(n)s deal", "%(n)s deals", 2) == "%(n)s transactions"
    assert french.pgettext("month", "May") == "Mai"
