"""How much of a file is read: beyond these bounds it is refused with a reason, before memory is spent on it."""

MEBIBYTE = 1024 * 1024

FILE_BYTES = 100 * MEBIBYTE
UNPACKED_BYTES = 48 * MEBIBYTE
WORKBOOK_CELLS = 2_000_000
COLUMNS = 1_000
FIELD_CHARACTERS = 65_535
LINE_CHARACTERS = 4 * MEBIBYTE
HEAD_BYTES = 64 * 1024
SAMPLE_ROWS = 20
