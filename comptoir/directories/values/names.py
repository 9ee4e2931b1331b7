"""Names of values: the one that a viewer sees, the shipped one, and what is allowed as a name."""

from comptoir.directories import errors
from comptoir.directories.catalogue import catalogue
from comptoir.directories.errors import Reason
from comptoir.directories.models import DirectoryValue
from comptoir.kit.text import clean_line, shows_something

LONGEST_NAME = 100


def shown_name(value: DirectoryValue, language: str) -> str:
    """Return the value's name for a viewer with that language (ruling R12)."""
    return value.names.get(language) or value.name or shipped_name(value.default_key, language) or value.code


def shipped_name(default_key: str, language: str) -> str:
    """Return the name that a value came with, in that language (French or English); "" for one's own values."""
    shipped = catalogue.shipped(default_key)
    if shipped is None:
        return ""
    return shipped.french if language == "fr" else shipped.english


def wrong_name(name: str) -> Reason | None:
    """Return why this cannot be the name of a value; None when it can."""
    cleaned = clean_line(name)
    if not shows_something(cleaned):
        return errors.NAME_NEEDED
    return errors.NAME_TOO_LONG if len(cleaned) > LONGEST_NAME else None
