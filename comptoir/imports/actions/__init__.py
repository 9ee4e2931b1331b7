"""What one can do with an import: prepare it from a file, look at it, start it, carry it out, keep its mapping."""

from comptoir.imports.actions.change_import import change_import
from comptoir.imports.actions.discard_import import discard_import
from comptoir.imports.actions.prepare_import import prepare_import
from comptoir.imports.actions.preview_import import Preview, preview_import
from comptoir.imports.actions.run_import import run_import
from comptoir.imports.actions.save_mapping import save_mapping
from comptoir.imports.actions.start_import import start_import

__all__ = [
    "Preview",
    "change_import",
    "discard_import",
    "prepare_import",
    "preview_import",
    "run_import",
    "save_mapping",
    "start_import",
]
