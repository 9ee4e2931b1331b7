"""What the items of a page refer to, and their values in other tables, read once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from comptoir.access.models import User
from comptoir.items.core.contexts import Related
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.protocols import Item, Owner
from comptoir.items.kinds.person import user_names
from comptoir.items.kinds.record import titles_of


def related_to(viewer: User, owner: Owner, items: Sequence[Item], fields: Iterable[Field]) -> Related:
    """Read what these fields of these items refer to; the number of queries depends on the fields only."""
    wanted = list(fields)
    if not items:
        return Related()
    values = values_beside(owner, [item.pk for item in items], wanted)
    ids: dict[str, set[int]] = {}
    for field in wanted:
        target = field.kind.names_wanted(field)
        if target is not None:
            ids.setdefault(target, set()).update(_ids(field, items, values))
    return names_of(viewer, ids, values)


def names_of(
    viewer: User, ids: Mapping[str, Iterable[int]], values: dict[str, dict[int, list[object]]] | None = None
) -> Related:
    """Return the names of users ("") and of items (by type) with these ids."""
    titles = {target: titles_of(viewer, target, wanted) for target, wanted in ids.items() if target}
    return Related(user_names(ids.get("", ())), titles, values or {})


def values_beside(owner: Owner, ids: Sequence[int], fields: Iterable[Field]) -> dict[str, dict[int, list[object]]]:
    """Return {field code: {item id: values}} of the fields that hold several."""
    by_kind: dict[Kind, list[Field]] = {}
    for field in fields:
        if field.kind.is_multiple:
            by_kind.setdefault(field.kind, []).append(field)
    found: dict[str, dict[int, list[object]]] = {}
    for kind, several in by_kind.items():
        found.update(kind.load(several, owner, ids))
    return found


def _ids(field: Field, items: Sequence[Item], values: Mapping[str, Mapping[int, Sequence[object]]]) -> set[int]:
    if field.kind.is_multiple:
        held = [each for several in values[field.code].values() for each in several]
    else:
        held = [getattr(item, field.attribute) for item in items]
    return {id for each in held for id in field.kind.references([each] if field.kind.is_multiple else each)}
