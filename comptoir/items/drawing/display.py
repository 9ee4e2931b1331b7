"""Items' values as HTML for lists and cards, and as text for files and histories."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from comptoir.items.core.contexts import Drawing
from comptoir.items.core.fields import ExportCell, Field
from comptoir.items.core.protocols import Item

NOTHING = Markup("")


class Display(Drawing):
    """Draws the values of one type's items."""

    def html(self, field: Field, item: Item) -> Markup:
        """Return the value as HTML, empty when there is none."""
        return self.html_of(field)(item)

    def text(self, field: Field, item: Item) -> str:
        """Return the value as plain text in the viewer's language."""
        return self.text_of(field)(item)

    def html_of(self, field: Field) -> Callable[[Item], Markup]:
        """Return what draws the field: for a column, whose kind is asked once for all rows."""
        draw, attribute, separator = field.kind.html, field.attribute, field.kind.html_separator
        if field.kind.is_multiple:
            related, code = self.related, field.code
            return lambda item: separator.join(draw(field, value, item, self) for value in related.of(item, code))

        def drawn(item: Item) -> Markup:
            value = getattr(item, attribute)
            return NOTHING if value in (None, "") else draw(field, value, item, self)

        return drawn

    def text_of(self, field: Field) -> Callable[[Item], str]:
        """Return what writes the field as text."""
        write, attribute = field.kind.text, field.attribute
        if field.kind.is_multiple:
            related, code = self.related, field.code
            return lambda item: ", ".join(write(field, value, item, self) for value in related.of(item, code))

        def written(item: Item) -> str:
            value = getattr(item, attribute)
            return "" if value in (None, "") else write(field, value, item, self)

        return written

    def cell_of(self, field: Field) -> Callable[[Item], ExportCell]:
        """Return what writes the field into a file: numbers and dates in their neutral form."""
        cell, attribute, text = field.kind.export_cell, field.attribute, self.text_of(field)
        if field.kind.is_multiple:
            return text

        def written(item: Item) -> ExportCell:
            value = getattr(item, attribute)
            found = None if value in (None, "") else cell(value)
            return text(item) if found is None else found

        return written
