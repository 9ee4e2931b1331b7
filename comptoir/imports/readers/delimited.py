"""The rows of a delimited text, with true line numbers.

Written out rather than left to the `csv` module, which knows neither on which line an open quote began nor how to
leave an oversized field behind without losing its place in the file.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers.table import FIELD_CHARACTERS, Row

QUOTE = '"'
TOO_LONG = _("The value is {length} characters long; at most {limit} can be imported.")
AFTER_QUOTE = _("There is text after the closing quotation mark.")


def parse_rows(lines: Iterable[str], delimiter: str, first_line: int = 1) -> Iterator[Row]:
    """Yield the rows of these lines, wholly blank lines left out.

    Errors: FileRefused when a quotation mark is never closed; the message names the line on which it opened.
    """
    numbered = enumerate(lines, first_line)
    for number, line in numbered:
        text = line.rstrip("\r\n")
        if QUOTE in text:
            yield _QuotedRow(number, line, numbered, delimiter).read()
        elif text:
            yield _plain_row(number, text, delimiter)


def _plain_row(number: int, text: str, delimiter: str) -> Row:
    row = Row(number, text.split(delimiter))
    if len(text) > FIELD_CHARACTERS:
        for column, value in enumerate(row.values):
            if len(value) > FIELD_CHARACTERS:
                _refuse_length(row, column, len(value))
                row.values[column] = ""
    return row


class _QuotedRow:
    """One row some of whose fields are quoted, which may take further lines from the file."""

    def __init__(self, number: int, line: str, following: Iterator[tuple[int, str]], delimiter: str) -> None:
        self.row = Row(number, [])
        self.number = number
        self.line = line
        self.following = following
        self.delimiter = delimiter
        self.at = 0

    def read(self) -> Row:
        more = True
        while more:
            value = self._quoted() if self.line.startswith(QUOTE, self.at) else ""
            value += self._unquoted()
            if len(value) > FIELD_CHARACTERS:
                _refuse_length(self.row, len(self.row.values), len(value))
                value = ""
            self.row.values.append(value)
            more = self.line.startswith(self.delimiter, self.at)
            self.at += 1
        return self.row

    def _unquoted(self) -> str:
        """Return the text up to the next delimiter; quotation marks inside it stand for themselves."""
        end = self.line.find(self.delimiter, self.at)
        stop = end if end >= 0 else len(self.line.rstrip("\r\n"))
        value = self.line[self.at : stop]
        if value.strip() and self.line[self.at - 1 : self.at] == QUOTE:
            self.row.problem, self.row.column = AFTER_QUOTE, len(self.row.values)
        self.at = max(stop, self.at)
        return value

    def _quoted(self) -> str:
        opened, parts, length, start = self.number, [], 0, self.at + 1
        while True:
            end = self.line.find(QUOTE, start)
            doubled = end >= 0 and self.line.startswith(QUOTE, end + 1)
            part = self.line[start : end + 1 if doubled else end if end >= 0 else None]
            length += len(part)
            if length <= FIELD_CHARACTERS:
                parts.append(part)
            if end < 0:
                self._take_line(opened)
                start = 0
            elif doubled:
                start = end + 2
            else:
                break
        self.at = end + 1
        if length > FIELD_CHARACTERS:
            _refuse_length(self.row, len(self.row.values), length)
            return ""
        return "".join(parts)

    def _take_line(self, opened: int) -> None:
        try:
            self.number, self.line = next(self.following)
        except StopIteration:
            raise FileRefused(
                _("The quotation mark opened on line {line} is never closed. Nothing was imported.").format(
                    line=opened
                ),
                code="unclosed_quote",
            ) from None


def _refuse_length(row: Row, column: int, length: int) -> None:
    if not row.problem:
        row.problem = TOO_LONG.format(length=f"{length:,}", limit=f"{FIELD_CHARACTERS:,}")
        row.column = column
