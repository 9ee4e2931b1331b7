"""Passwords that are guessed first: common words, rows of keys, repetitions, names of the user and of the company.

All of these are taken away from the password, with digits read as letters (m0td3passe) and without; what is left has to
be something of the user's own.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comptoir.access.models import Department, User
from comptoir.kit.text import fold

LEFT = 5  # letters and digits that must be left
FEWEST = 5  # different characters
RUN = 4

LOOKS_LIKE = str.maketrans("013457@$!", "oieastasi")
ROWS = (
    *("azertyuiop", "qsdfghjklm", "wxcvbn"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm"),
    *("01234567890", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p", "1a2z3e4r5t6y"),
)
COMMON = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split()


class NotTrivial:
    """Django's protocol of a password validator."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Errors: ValidationError."""
        known = {*COMMON, *_company_words(), *(_words_of(user) if user else ())}
        if _repeats(fold(password)) or any(
            len(_own_part(text, known)) < LEFT for text in (fold(password), fold(password).translate(LOOKS_LIKE))
        ):
            raise ValidationError(_easy_to_guess(), code="password_trivial")

    def get_help_text(self) -> str:
        return _(
            "Not a common word, a name of yours or of the company, a row of keys or a repetition, nor a mix of them."
        )


def _easy_to_guess() -> str:
    return _(
        "This password is easy to guess: it is made of common words, names, rows of keys or repetitions. "
        "Take three or four words that have nothing to do with each other."
    )


def _own_part(text: str, known: Iterable[str]) -> str:
    """Return what is left of the letters and digits without known words, years and runs."""
    rest = "".join(each if each.isalnum() else " " for each in text)
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, " ")
    rest = re.sub(r"(19|20)\d\d", " ", rest)
    for run in _runs():
        rest = rest.replace(run, " ")
    return "".join(rest.split())


def _runs() -> list[str]:
    """Return all pieces of rows of keys and of the alphabet, both ways, the longest first."""
    rows = [*ROWS, *(row[::-1] for row in ROWS)]
    lengths = range(max(map(len, rows)), RUN - 1, -1)
    return [row[start : start + length] for length in lengths for row in rows for start in range(len(row) - length + 1)]


def _repeats(text: str) -> bool:
    """Say whether it has hardly any different characters, or is one piece over and over."""
    return len(set(text)) < FEWEST or 0 < (text + text).find(text, 1) <= len(text) // 2


def _words_of(user: User) -> set[str]:
    told = (user.login, user.name, user.second_name, user.last_name, user.email.split("@")[0], user.phone)
    return _both_ways(told, at_least=3)


def _company_words() -> set[str]:
    names = Department.objects.filter(parent=None).values_list("name", flat=True)[:5]
    return _both_ways((*names, *(urlsplit(settings.COMPTOIR_URL).hostname or "").split(".")), at_least=4)


def _both_ways(texts: Iterable[str], at_least: int) -> set[str]:
    """Return the words of the texts, each text without blanks too, as they are and reversed."""
    folded = [fold(text) for text in texts if text]
    words = {word for text in folded for word in (*re.split(r"\W+", text), re.sub(r"\W", "", text))}
    long = {word for word in words if len(word) >= at_least}
    return long | {word[::-1] for word in long}
