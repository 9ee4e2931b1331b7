"""What the readers make of awkward files: the rows with their true lines, or one plain reason to refuse."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers import FileOptions, open_table, survey
from comptoir.imports.readers.delimited import parse_rows
from tests.imports.conftest import WriteFile

REFUSED = {
    "binary_png_named.csv": "file_type",
    "empty_file.csv": "empty_file",
    "entity_expansion.xml": "file_type",
    "many_columns.csv": "too_many_columns",
    "unbalanced_quote.csv": "unclosed_quote",
    "zip_bomb_like.xlsx": "file_size",
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_refuses_a_whole_file(data: Path, name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        survey(open_table(data / "dirty" / name))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "name",
    [
        "cp1251_semicolon.csv",
        "cp1252_semicolon.csv",
        "koi8r_semicolon.csv",
        "utf16le_bom_tab.csv",
        "utf16be_bom_comma.csv",
        "utf8_bom_comma.csv",
        "sep_line_excel.csv",
        "mixed_newlines.csv",
        "embedded_newlines_quotes.csv",
        "header_only.csv",
        "formula_cells.csv",
        "rtl_and_controls.csv",
    ],
)
def test_reads_what_is_expected(data: Path, name: str) -> None:
    expected: dict[str, Any] = json.loads((data / "dirty/expected.json").read_text(encoding="utf-8"))[name]
    table = open_table(data / "dirty" / name)
    rows = list(table.rows())
    assert len(rows) == expected["rows"]
    assert not any(row.problem for row in rows)
    assert table.delimiter == expected.get("delimiter", table.delimiter)
    assert table.encoding == expected.get("encoding", table.encoding).replace("utf-8-sig", "utf-8")
    if "first" in expected:
        assert rows[0].values == expected["first"]
    if "cells" in expected:
        assert [row.values[0] for row in rows] == expected["cells"]


def test_names_the_line_on_which_the_open_quote_began(write: WriteFile) -> None:
    path = write('Name,Comment\nA,"one\ntwo"\nB,"three\nfour",x\nC,"five\n\nD,d\n')
    with pytest.raises(FileRefused, match="line 6"):
        survey(open_table(path))


def test_counts_the_lines_inside_quoted_fields(write: WriteFile) -> None:
    table = open_table(write('Name,Comment\r\nA,"1\r2\n3\r\n4"\r\n\r\nB,b\n'))
    assert [(row.line, row.values) for row in table.rows()] == [(2, ["A", "1\r2\n3\r\n4"]), (7, ["B", "b"])]


def test_refuses_a_row_with_bytes_of_another_encoding(data: Path) -> None:
    rows = list(open_table(data / "dirty/invalid_utf8.csv").rows())
    assert [(row.line, bool(row.problem)) for row in rows] == [(2, False), (3, True)]


def test_refuses_a_row_with_a_nul(data: Path) -> None:
    assert [bool(row.problem) for row in open_table(data / "dirty/nul_bytes.csv").rows()] == [True, False]


def test_refuses_a_huge_value_and_reads_on(data: Path) -> None:
    big, small = open_table(data / "dirty/huge_field.csv").rows()
    assert "1,048,576" in str(big.problem)
    assert (big.line, big.column, small.line, small.problem) == (2, 1, 3, "")


def test_refuses_text_after_a_closing_quote(write: WriteFile) -> None:
    bad, good = open_table(write('Name,Comment\n"A"B,x\n"C",y\n')).rows()
    assert bad.problem
    assert good.values == ["C", "y"]


def test_obeys_the_user_about_encoding_delimiter_and_headings(write: WriteFile) -> None:
    path = write("Zoé;a,b\nLéa;c,d\n".encode("cp850"))
    table = open_table(path, FileOptions(encoding="CP850", delimiter="semicolon", header=False))
    assert [row.values for row in table.rows()] == [["Zoé", "a,b"], ["Léa", "c,d"]]
    assert len(table.headings) == 2


@pytest.mark.parametrize("encoding", ["zip", "idna", "unicode_escape", "no-such"])
def test_refuses_codecs_that_are_no_encodings_of_tables(write: WriteFile, encoding: str) -> None:
    with pytest.raises(FileRefused, match="not known"):
        open_table(write("a,b\n"), FileOptions(encoding=encoding))


def test_guesses_that_a_file_of_figures_has_no_headings(data: Path) -> None:
    assert not open_table(data / "cdr/Master.csv").has_header


def test_learns_the_order_of_dates_from_the_column(data: Path) -> None:
    table = open_table(data / "dialects/salesforce_opportunities.csv")
    orders = survey(table).habits
    assert orders.order_of_dates(table.headings.index("Close Date"), "dmy") == "mdy"


def test_reads_a_workbook_as_it_would_be_typed(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Données")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["Name", "Amount", "Day", "Active"])
    sheet.write_row(2, 0, ["Zoé", 1054])
    sheet.write_number(2, 2, 42795, day)
    sheet.write_boolean(2, 3, True)
    book.close()
    table = open_table(path)
    assert table.headings == ["Name", "Amount", "Day", "Active"]
    assert [(row.line, row.values) for row in table.rows()] == [(3, ["Zoé", "1054", "2017-03-01", "Y"])]


def test_refuses_a_workbook_whose_cells_lie_far_apart(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Name")
    sheet.write(1_048_575, 16_383, "far")
    book.close()
    with pytest.raises(FileRefused, match="cells"):
        open_table(path)


def test_refuses_archives_that_are_no_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(FileRefused, match="not an XLSX"):
        open_table(path)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(FileRefused):
        open_table(path)


CELLS = st.text(alphabet='ab",;\n\r\t =é', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_reads_back_whatever_was_quoted(table: list[list[str]]) -> None:
    text = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table) + "\r\n"
    assert [row.values for row in parse_rows(text.splitlines(keepends=True), ",")] == table
