"""Reading tables out of files that people and other programs wrote: `open_table` and `survey` are the two ways in."""

from comptoir.imports.readers.opening import Survey, open_table, survey
from comptoir.imports.readers.table import FileOptions, Row, Table

__all__ = ["FileOptions", "Row", "Survey", "Table", "open_table", "survey"]
