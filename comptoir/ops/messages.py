"""Translation catalogues, one an app: collected from Python and Jinja2, checked, compiled; no system gettext needed."""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# No dates and no names: a catalogue changes only when a message does.
HEADER = """\
# French messages of comptoir.{app}.
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGE = "fr"
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
OPTIONS = {
    "**.html": {
        "trimmed": "true",
        "silent": "false",
        "extensions": "jinja2.ext.loopcontrols,jinja2.ext.do",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
    }
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class App:
    """One folder of ours and its French catalogue."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def catalogue(self) -> Path:
        return self.folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def apps(names: list[str]) -> list[App]:
    """Return the named apps, or all of them."""
    folders = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
    return [App(folder) for folder in folders if not names or folder.name in names]


def collect(app: App) -> Catalog:
    """Return every message that the app's Python and templates contain."""
    found = Catalog(locale=LANGUAGE, project="comptoir", version="", charset="utf-8", fuzzy=False)
    for file, _line, message, comments, context in extract_from_dir(
        app.folder, METHODS, OPTIONS, KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def read(app: App) -> Catalog:
    """Return the app's French catalogue, an empty one when it has none."""
    if not app.catalogue.exists():
        return Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    with app.catalogue.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(app: App) -> bool:
    """Bring the catalogue in line with the sources, translations kept; tell whether the file changed."""
    found, known = collect(app), read(app)
    if not len(found) and not app.catalogue.exists():
        return False
    known.update(found, no_fuzzy_matching=True)
    return _replace(app.catalogue, as_po(app, known).encode())


def as_po(app: App, catalogue: Catalog) -> str:
    """Return the text of a catalogue: sorted by place, without line numbers, so that diffs stay small."""
    target = io.BytesIO()
    write_po(
        target, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True, omit_header=True
    )
    return HEADER.format(app=app.name) + target.getvalue().decode().strip() + "\n"


def compile_catalogue(app: App) -> bool:
    """Write the binary catalogue that the running product reads; tell whether it changed."""
    if not app.catalogue.exists():
        return False
    catalogue = read(app)
    catalogue.creation_date = catalogue.revision_date = BEGINNING
    target = io.BytesIO()
    write_mo(target, catalogue)
    return _replace(app.catalogue.with_suffix(".mo"), target.getvalue())


def problems(app: App) -> Iterator[str]:
    """Yield a sentence for each message that is missing, unfinished, unused or at odds with its translation."""
    found, known = collect(app), read(app)
    for message in found:
        if not message.id:
            continue
        translated = known.get(_key(message), message.context)
        if translated is None:
            yield f"{app.name}: not in the catalogue: {_quote(message)}"
        elif "fuzzy" in translated.flags:
            yield f"{app.name}: to be checked (fuzzy): {_quote(message)}"
        elif not all(_forms(translated)):
            yield f"{app.name}: not translated: {_quote(message)}"
        else:
            yield from (f"{app.name}: {fault}: {_quote(message)}" for fault in _faults(translated, known))
    for message in known:
        if message.id and found.get(_key(message), message.context) is None:
            yield f"{app.name}: no longer used: {_quote(message)}"


def conflicts(chosen: list[App]) -> Iterator[str]:
    """Yield a sentence for each message that two apps translate differently: at run time only one of them would win."""
    names = {app.name for app in chosen}
    for (_context, key), translations in _by_message(apps([])).items():
        concerned = {app for spread in translations.values() for app in spread}
        if len(translations) > 1 and concerned & names:
            told = "; ".join(f"{', '.join(spread)}: {forms[0]!r}" for forms, spread in translations.items())
            yield f"translated differently (pgettext tells meanings apart): {key!r} ({told})"


def _by_message(all_apps: list[App]) -> dict[tuple[str | None, str], dict[tuple[str, ...], list[str]]]:
    """Return {(context, message): {translation: names of apps}}."""
    found: dict[tuple[str | None, str], dict[tuple[str, ...], list[str]]] = {}
    for app in all_apps:
        for message in read(app):
            if message.id and all(_forms(message)):
                translations = found.setdefault((message.context, _key(message)), {})
                translations.setdefault(tuple(_forms(message)), []).append(app.name)
    return found


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _quote(message: Message) -> str:
    where = f" ({message.locations[0][0]})" if message.locations else ""
    return f"{_key(message)!r}{where}"


def _forms(message: Message) -> list[str]:
    """Return the translation's forms: one, or one a plural; an empty text where one is missing."""
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def _faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    yield from (str(error) for error in message.check(catalogue))
    wanted = _placeholders(_key(message)) if isinstance(message.id, str) else _placeholders(message.id[1])
    if wanted != _placeholders(_forms(message)[-1]):
        yield "the placeholders differ"


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)|\{\w+\}", text))


def _replace(path: Path, content: bytes) -> bool:
    """Write a file in one go, and only when its content changes."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
    return True
