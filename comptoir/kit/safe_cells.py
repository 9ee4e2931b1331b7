"""Cells that no spreadsheet takes for a formula: for every file we write."""

import re

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
PHONE = re.compile(r"\+?[\d\s().-]{5,}")


def neutralised(value: str, *, numeric: bool = False, phone: bool = False) -> str:
    """Return the text with an apostrophe before what a spreadsheet would calculate.

    Numbers in a column of numbers and telephone numbers in a column of telephone numbers stay as they are.
    """
    start = value.lstrip(' "')[:1]
    if not value.startswith(STARTS) and start not in STARTS:
        return value
    if (numeric and NUMBER.fullmatch(value)) or (phone and PHONE.fullmatch(value)):
        return value
    return f"'{value}"
