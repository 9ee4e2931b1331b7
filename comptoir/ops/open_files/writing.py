"""The files themselves: a JSON object a line for each table, a CSV file with headings for each type of record."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Model

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.items.core.item_types import ItemType
from comptoir.items.drawing.display import Display
from comptoir.items.drawing.related import related_to
from comptoir.kit.text import neutralised
from comptoir.ops.open_files.rules import Rule
from comptoir.ops.portal_tables import chunks, columns, plain

CHUNK = 500


def write_table(model: type[Model], rule: Rule, to: Path) -> int:
    """Write every row, deleted records too, as JSON Lines; return how many there are."""
    kept = [(place, field.attname) for place, field in enumerate(columns(model)) if field.attname not in rule.without]
    count = 0
    with to.open("w", encoding="utf-8") as out:
        for chunk in chunks(model):
            for row in chunk:
                values = {name: plain(row[place]) for place, name in kept}
                out.write(json.dumps(values, ensure_ascii=False) + "\n")
            count += len(chunk)
    return count


def write_records(item_type: ItemType, to: Path) -> int:
    """Write the records that are not deleted as people read them: names of stages, of users, of clients."""
    fields = [field for field in item_type.fields() if field.stored or field.kind.is_multiple]
    reader = User(login="export", is_admin=True)
    count = 0
    with to.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["ID", *(str(field.label) for field in fields if field.code != "id")])
        for items in _in_chunks(item_type):
            display = Display(item_type, related_to(reader, item_type, items, fields), account().currency)
            cells = [(field, display.cell_of(field)) for field in fields if field.code != "id"]
            for item in items:
                writer.writerow([item.pk, *(_safe(cell(item), phone=field.target == "PHONE") for field, cell in cells)])
            count += len(items)
    return count


def _in_chunks(item_type: ItemType) -> Iterator[list[Any]]:
    rows = item_type.model.objects.alive().order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _safe(value: Any, *, phone: bool) -> str:
    """Return the cell; a text that a spreadsheet would take for a formula is made harmless."""
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return neutralised(text, numeric=not isinstance(value, str), phone=phone)
