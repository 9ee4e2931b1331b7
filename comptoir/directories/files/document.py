"""Directories as a readable file: YAML or CSV, written and read without losing or inventing anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import yaml

from comptoir.directories.catalogue import Directory
from comptoir.directories.errors import UnreadableFile
from comptoir.directories.models import DirectoryValue
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.semantics import Semantics

FORMAT = 1
LARGEST = 1024 * 1024
MOST_VALUES = 2_000
COLUMNS = ("list", "code", "name", *(f"name_{code}" for code in LANGUAGES), "colour", "group", "hidden", "default")
GROUPS = {
    Semantics.IN_PROGRESS.stored: "",
    Semantics.SUCCESS.stored: "success",
    Semantics.FAILURE.stored: "failure",
}
# Anchors, aliases and tags make a small YAML file explode or run code; an export never has any.
EXPLOSIVE = (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken)
OPENING = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
DEEPEST = 10
# The C loader is some twenty times faster, but recurses on the C stack, so the depth is checked first.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SEMANTICS = {name: code for code, name in GROUPS.items()}


class Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A value as the file has it: `name` is "" for a shipped value that nobody renamed."""

    code: str
    name: str = ""
    names: dict[str, str] = {}
    colour: str = ""
    group: str = ""
    hidden: bool = False
    default: bool = False


class Document(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file: the values of each list in their order, by the list's slug."""

    comptoir: int
    lists: dict[str, list[Row]]


def to_document(directories: Iterable[tuple[Directory, Sequence[DirectoryValue]]]) -> Document:
    return Document(FORMAT, {directory.slug: [_row(value) for value in values] for directory, values in directories})


def to_yaml(document: Document) -> str:
    plain: Any = msgspec.to_builtins(document)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def to_csv(document: Document) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for slug, rows in document.lists.items():
        for row in rows:
            names = [row.names.get(language, "") for language in LANGUAGES]
            flags = ["yes" if row.hidden else "", "yes" if row.default else ""]
            writer.writerow([slug, row.code, row.name, *names, row.colour, row.group, *flags])
    return out.getvalue()


def read(content: bytes) -> Document:
    """Return what a file says, YAML or CSV. Errors: UnreadableFile for anything else, or anything too large."""
    if len(content) > LARGEST:
        raise UnreadableFile
    try:
        text = content.decode("utf-8-sig")
        document = _read_csv(text) if text.startswith("list,") else _read_yaml(text)
    except (UnicodeDecodeError, yaml.YAMLError, csv.Error, msgspec.ValidationError, RecursionError) as error:
        raise UnreadableFile from error
    if document.comptoir != FORMAT or sum(len(rows) for rows in document.lists.values()) > MOST_VALUES:
        raise UnreadableFile
    return document


def _read_yaml(text: str) -> Document:
    depth = 0
    for token in yaml.scan(text, Loader=Loader):
        depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
        if depth > DEEPEST or isinstance(token, EXPLOSIVE):
            raise UnreadableFile
    return msgspec.convert(yaml.load(text, Loader=Loader), Document)  # noqa: S506 - the safe one, in C


def _read_csv(text: str) -> Document:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise UnreadableFile
    lists: dict[str, list[Row]] = {}
    for line in reader:
        if None in line or None in line.values():
            raise UnreadableFile
        names = {code: line[f"name_{code}"] for code in LANGUAGES if line[f"name_{code}"]}
        flags = _flag(line["hidden"]), _flag(line["default"])
        row = Row(line["code"], line["name"], names, line["colour"], line["group"], *flags)
        lists.setdefault(line["list"], []).append(row)
    return Document(FORMAT, lists)


def _flag(text: str) -> bool:
    if text not in ("", "yes", "no"):
        raise UnreadableFile
    return text == "yes"


def _row(value: DirectoryValue) -> Row:
    group = GROUPS[value.semantics]
    return Row(value.code, value.name, dict(value.names), value.colour, group, value.is_hidden, value.is_default)
