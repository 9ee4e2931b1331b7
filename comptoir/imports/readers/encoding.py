"""The encoding of a text file: by its byte order mark, else UTF-8, else the most likely of three code pages."""

import re
from pathlib import Path

from charset_normalizer import from_bytes
from django.utils.translation import gettext_lazy as _

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers.table import HEAD_BYTES

# The encodings that can be chosen by name; some of Python's codecs, such as zip or rot13, are not text encodings.
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows 1252 (Western)",
    "cp1251": "Windows 1251 (Cyrillic)",
    "cp1250": "Windows 1250 (Central European)",
    "iso-8859-1": "ISO 8859-1",
    "iso-8859-15": "ISO 8859-15",
    "koi8-r": "KOI8-R",
    "cp866": "DOS 866 (Cyrillic)",
    "cp850": "DOS 850 (Western)",
    "mac-roman": "Mac Roman",
}
CODECS = {"utf-8": "utf-8-sig"}
ALIASES = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf16": "utf-16",
    "windows-1252": "cp1252",
    "latin-1": "iso-8859-1",
    "windows-1251": "cp1251",
    "windows-1250": "cp1250",
    "koi8r": "koi8-r",
    "macroman": "mac-roman",
}
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
GUESSED = ["cp1252", "cp1251", "koi8_r"]
NOT_ASCII = re.compile(rb"[\x80-\xff]")
UNREADABLE = re.compile("[\udc80-\udcff]")


def known_encoding(name: str) -> str:
    """Return the encoding's name in ENCODINGS. Errors: FileRefused for an unknown one."""
    code = name.strip().lower().replace("_", "-")
    code = ALIASES.get(code, code)
    if code not in ENCODINGS:
        raise FileRefused(
            _("The encoding “{encoding}” is not known. Choose one of: {known}.").format(
                encoding=name, known=", ".join(ENCODINGS)
            )
        )
    return code


def codec_of(encoding: str) -> str:
    """Return Python's codec, which drops a byte order mark."""
    return CODECS.get(encoding, encoding)


def errors_of(encoding: str) -> str:
    """Return the error handler that leaves a trace of each unreadable byte, so that its row can be refused."""
    return "replace" if encoding.startswith("utf-16") else "surrogateescape"


def is_unreadable(value: str, encoding: str) -> bool:
    if encoding.startswith("utf-16"):
        return "\ufffd" in value
    return UNREADABLE.search(value) is not None


def guess_encoding(path: Path) -> str:
    """Return the encoding a file seems to be in.

    A file is read as UTF-8 if at least half of its lines that go beyond ASCII are UTF-8: the others are then
    refused one by one, rather than read wrongly in some code page.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        for mark, encoding in MARKS.items():
            if head.startswith(mark):
                return encoding
        if wide := _wide_encoding(head):
            return wide
        file.seek(0)
        good = 0
        bad: list[bytes] = []
        for line in file:
            if NOT_ASCII.search(line):
                if _is_utf8(line):
                    good += 1
                elif len(bad) < 500:
                    bad.append(line[:1000])
                if len(bad) == 500 or good > 5000:
                    break
    if good >= len(bad):
        return "utf-8"
    best = from_bytes(b"".join(bad), cp_isolation=GUESSED).best()
    return best.encoding.replace("_", "-") if best else "cp1252"


def _wide_encoding(head: bytes) -> str:
    """Return UTF-16 without a byte order mark, in which every other byte of Western text is 0; "" otherwise."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
