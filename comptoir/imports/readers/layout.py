"""How a delimited text is laid out: its delimiter, and whether its first row holds the headings."""

import re
from collections import Counter
from itertools import islice

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers.delimited import parse_rows
from comptoir.imports.readers.table import SAMPLE_ROWS

DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
NAMED = {"semicolon": ";", "comma": ",", "tab": "\t", "\\t": "\t", "bar": "|", "pipe": "|"}
SEP_LINE = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)
DATA_CELL = re.compile(r"[+-]?[\d\s.,:/T-]*\d[\d\s.,:/TZ%€$£-]*|\S+@\S+\.\S+|https?://\S+")


def known_delimiter(name: str) -> str:
    """Return the delimiter that the user names: the character itself, or semicolon, comma, tab, bar."""
    return NAMED.get(name.strip().lower() or name, name)


def delimiter_of_sep_line(line: str) -> str:
    """Return the delimiter that a spreadsheet's `sep=;` line states, or "" for any other line."""
    match = SEP_LINE.fullmatch(line)
    return match[1] if match else ""


def guess_delimiter(lines: list[str]) -> str:
    """Return the delimiter under which the first lines agree best on how many columns there are."""
    return max(DELIMITERS, key=lambda delimiter: _score(lines, delimiter))


def _score(lines: list[str], delimiter: str) -> tuple[bool, float, int]:
    try:
        widths = [len(row.values) for row in islice(parse_rows(lines, delimiter), SAMPLE_ROWS)]
    except FileRefused:  # The sample may end inside a quoted field.
        widths = [len(row) for row in (line.split(delimiter) for line in lines[:1])]
    if not widths:
        return (False, 0, 0)
    agreeing = Counter(widths)[widths[0]] / len(widths)
    return (widths[0] > 1, agreeing, widths[0])


def looks_like_headings(values: list[str]) -> bool:
    """Say whether a first row names columns: some text, and no number, date, address or link among it."""
    filled = [value.strip() for value in values if value.strip()]
    return bool(filled) and not any(DATA_CELL.fullmatch(value) for value in filled)
