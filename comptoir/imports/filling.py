"""Texts made of several columns: the title "{account} – {product}" of a deal that has none of its own."""

from __future__ import annotations

import re

from comptoir.imports.rows import Cell, Draft
from comptoir.imports.work import Work
from comptoir.kit.text import clean_line, fold

PART = re.compile(r"\{([^{}]+)\}")
LOOSE_ENDS = " –—-·,;/"


def fill_templates(draft: Draft, work: Work) -> None:
    """Fill the targets that have a template and no column of their own; parts without a value leave no dash behind."""
    for target, template in work.plan.templates.items():
        if target not in draft.cells:
            text = PART.sub(lambda match: _value(match[1], draft, work), template)
            if text := clean_line(text).strip(LOOSE_ENDS):
                draft.cells[target] = [Cell(-1, text)]


def _value(heading: str, draft: Draft, work: Work) -> str:
    wanted = fold(heading)
    for target, cells in draft.cells.items():
        for cell in cells:
            if cell.column >= 0 and fold(work.columns.headings[cell.column]) == wanted:
                return work.meant(target, cell.text)
    return ""
