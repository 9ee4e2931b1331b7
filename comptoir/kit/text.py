"""Texts: the type of translated ones, cleaning and comparing what people type, cells that no spreadsheet executes."""

import re
import unicodedata

from django.utils.functional import Promise

# A text to show: a plain one, or one that is translated when it is shown.
Text = str | Promise

# Format characters that reorder or hide text. Zero-width joiners (200C, 200D) stay: emoji and some scripts need them.
BIDI_AND_HIDDEN = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x200B, 0x2060, 0xFEFF]
)
# Control characters, and lone surrogates: JSON and YAML can spell them, but no database stores them. PostgreSQL
# refuses NUL in a text.
UNWANTED = [*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]
CONTROLS = {code: None for code in UNWANTED if chr(code) not in "\n\t"}
# Characters that Unicode counts as letters or symbols although they are blank: Hangul fillers, the empty Braille cell.
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
SPACES = re.compile(r"[^\S\n]+")
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
PHONE = re.compile(r"\+?[\d\s().-]{5,}")


def clean_line(value: str) -> str:
    """Return one line of text in NFC, without control, bidi or doubled blank characters."""
    text = unicodedata.normalize("NFC", value).translate(BIDI_AND_HIDDEN).translate(CONTROLS)
    return " ".join(text.split())


def shows_something(text: str) -> bool:
    """Say whether any character of the text is visible by itself: not a blank, joiner, mark or control character."""
    return any(unicodedata.category(c)[0] not in "CZM" and c not in BLANK_LETTERS for c in text)


def clean_text(value: str) -> str:
    """Return text of several lines in NFC, line breaks kept, without control or bidi characters."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).translate(BIDI_AND_HIDDEN).translate(CONTROLS).strip()


def fold(value: str) -> str:
    """Return the key under which spellings of a name are equal: without accents and case, with single blanks."""
    decomposed = unicodedata.normalize("NFKD", clean_line(value)).casefold()
    return SPACES.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def normalise_email(value: str) -> str:
    return clean_line(value).replace(" ", "").lower()


def initials(name: str) -> str:
    """Return the one or two letters that an avatar shows for a name."""
    words = [word for word in clean_line(name).split(" ") if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:2] if words else "?"


def neutralised(value: str, *, numeric: bool = False, phone: bool = False) -> str:
    """Return the text with an apostrophe before it if a spreadsheet would take it for a formula.

    Numbers in a column of numbers and phone numbers in a column of phone numbers stay as they are ("-5", "+33 …").
    """
    # Spreadsheets drop leading blanks and quotation marks before they look for a formula; full-width signs count too.
    start = value.lstrip(' "')[:1]
    if not value.startswith(STARTS) and start not in STARTS:
        return value
    if (numeric and NUMBER.fullmatch(value)) or (phone and PHONE.fullmatch(value)):
        return value
    return f"'{value}"
