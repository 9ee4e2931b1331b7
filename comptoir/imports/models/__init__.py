"""Imports: their runs, what was wrong with rows, and saved mappings."""

from comptoir.imports.models.import_mapping import ImportMapping
from comptoir.imports.models.import_problem import ImportProblem
from comptoir.imports.models.import_run import ImportRun

__all__ = ["ImportMapping", "ImportProblem", "ImportRun"]
