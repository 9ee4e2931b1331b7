"""Codes of values: made by us as UC_ and six characters, or given by a request and checked."""

import re
import secrets
import string
from collections.abc import Container

from comptoir.directories.catalogue import Directory

ALPHABET = string.ascii_uppercase + string.digits
STRICT = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_STAGE, LONGEST_LEAD_STAGE, LONGEST = 22, 21, 50


def new_code(directory: Directory, taken: Container[str]) -> str:
    """Return a code that none of `taken` (upper case) is."""
    while True:
        code = full_code(directory, "UC_" + "".join(secrets.choice(ALPHABET) for _place in range(6)))
        if code.upper() not in taken:
            return code


def full_code(directory: Directory, code: str) -> str:
    """Return a code with the directory's prefix, added when it is not there."""
    prefix = f"{directory.prefix}:" if directory.prefix else ""
    return code if code.startswith(prefix) else prefix + code


def fits(directory: Directory, code: str) -> bool:
    """Say whether the code, prefix included, has an allowed length and allowed characters."""
    bare = code.removeprefix(f"{directory.prefix}:") if directory.prefix else code
    if directory.item_type in ("deal", "quote"):
        return len(code) <= LONGEST_STAGE and bool(STRICT.fullmatch(bare))
    if directory.item_type == "lead":
        return len(code) <= LONGEST_LEAD_STAGE and bool(STRICT.fullmatch(bare))
    return len(bare) > 0 and len(code) <= LONGEST and bare.isprintable()
