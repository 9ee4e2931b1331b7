"""A user of the portal, and several of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from markupsafe import Markup

from comptoir.access.models import User
from comptoir.items import errors
from comptoir.items.core.contexts import Drawing, FormContext, GroupName, Write
from comptoir.items.core.fields import Field, kinds
from comptoir.items.core.protocols import CellText, Item, Owner
from comptoir.items.kinds.references import Reference, References
from comptoir.items.models import Observer
from comptoir.kit.memo import once


class Person(Reference):
    """The id of a user; "me" in a filter is the viewer. Somebody is always responsible: nobody is no value."""

    rest_type = "user"
    unknown = errors.UNKNOWN_USER

    def known(self, target: str, wanted: Collection[int], write: Write) -> set[int]:
        """Return the users that may be named: active ones, but for an import of what was before."""
        actor = write.actor
        if set(wanted) <= {actor.pk} and actor.is_active:
            return set(wanted)
        people = User.objects.filter(pk__in=wanted)
        return set((people if write.keep_blanks else people.active()).values_list("pk", flat=True))

    def names(self, target: str, form: FormContext, ids: Sequence[int]) -> dict[int, str]:
        return user_names(ids)

    def text(self, field: Field, value: int, item: Item, drawing: Drawing) -> str:
        return drawing.related.users.get(value, f"#{value}")

    def html(self, field: Field, value: int, item: Item, drawing: Drawing) -> Markup:
        return drawing.once("person", self.text(field, value, item, drawing))

    def group_names(
        self, field: Field, drawing: Drawing, counted: Mapping[str | int, int]
    ) -> Callable[[str | int], GroupName]:
        def named(value: str | int) -> GroupName:
            name = drawing.related.users.get(int(value), f"#{value}")
            return GroupName(str(value), name, drawing.once("person", name), (0, -counted[value]))

        return named

    def meaning(self, value: str, viewer: User) -> str:
        return str(viewer.pk) if value == "me" else value

    def picker_url(self, field: Field) -> str:
        return reverse("items:user_choices")

    def says_nothing(self, value: object) -> bool:
        return not value

    def from_cell(self, field: Field, cell: CellText) -> object:
        return cell.person()


class People(References, Person):
    """The observers of an item."""

    html_separator = Markup(" ")

    def load(self, fields: Sequence[Field], owner: Owner, ids: Sequence[int]) -> dict[str, dict[int, list[int]]]:
        return {field.code: observers_of(owner, ids) for field in fields}

    def create(
        self, fields: Sequence[Field], owner: Owner, rows: Sequence[tuple[int, dict[str, list[int]]]], write: Write
    ) -> None:
        Observer.objects.bulk_create(
            Observer(item_type=owner.type_id, item_id=item_id, user_id=user_id)
            for item_id, values in rows
            for field in fields
            for user_id in values.get(field.code, ())
        )

    def change(self, field: Field, owner: Owner, item_id: int, value: list[int], write: Write) -> list[object]:
        rows = Observer.objects.filter(item_type=owner.type_id, item_id=item_id)
        before = list(rows.order_by("id").values_list("user_id", flat=True))
        rows.exclude(user__in=value).delete()
        Observer.objects.bulk_create(
            Observer(item_type=owner.type_id, item_id=item_id, user_id=user_id)
            for user_id in value
            if user_id not in before
        )
        return [before, list(rows.order_by("id").values_list("user_id", flat=True))]

    def rows(self, field: Field, owner: Owner) -> tuple[QuerySet[Any], str, str]:
        return Observer.objects.filter(item_type=owner.type_id), "item_id", "user_id"

    def says_nothing(self, value: object) -> bool:
        return False

    def from_cell(self, field: Field, cell: CellText) -> list[int] | None:
        found = cell.person()
        return [found] if found else None


def observers_of(owner: Owner, item_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return {item id: ids of its observers}."""
    found: dict[int, list[int]] = {}
    rows = Observer.objects.filter(item_type=owner.type_id, item_id__in=item_ids).order_by("id")
    for item_id, user_id in rows.values_list("item_id", "user_id"):
        found.setdefault(item_id, []).append(user_id)
    return found


def user_names(ids: Iterable[int]) -> dict[int, str]:
    """Return {user id: full name}, deactivated people included; each read once per request."""
    wanted, known = set(ids), once("names of users", dict[int, str])
    missing = wanted - known.keys()
    if missing:
        people = User.objects.filter(pk__in=missing).only("name", "last_name", "login")
        known.update({person.pk: person.full_name for person in people})
    return {id: known[id] for id in wanted if id in known}


PERSON = kinds.add(Person("person"))
PEOPLE = kinds.add(People("people"))
