"""How the values of fields look, as HTML for lists and cards and as plain text for files and histories."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.template import engines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from comptoir.items.core.addresses import card_url
from comptoir.items.core.choices import Choice, deleted_name, sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.related import Related
from comptoir.items.models import ContactPoint
from comptoir.ui import formats

SEMANTICS = {"P": _("In progress"), "S": _("Success"), "F": _("Failure")}
NOTHING = Markup("")


def drawing(name: str) -> Callable[..., Markup]:
    """Return a macro of items/_values.html."""
    template: Any = engines["jinja2"].env.get_template("items/kinds/_values.html")  # type: ignore[attr-defined]
    macro: Callable[..., Markup] = getattr(template.module, name)
    return macro


def point_url(point: ContactPoint) -> str:
    """Return what a click on a contact point does, "" for nothing; never anything but tel, mailto and web addresses."""
    if point.kind == ContactPoint.Kind.PHONE:
        return f"tel:{quote(point.normal or point.value, safe='+')}"
    if point.kind == ContactPoint.Kind.EMAIL:
        return f"mailto:{quote(point.value, safe='@+')}"
    if point.value.startswith(("http://", "https://")):
        return point.value
    if point.kind == ContactPoint.Kind.WEB and "." in point.value and ":" not in point.value.split("/")[0]:
        return f"https://{point.value}"
    return ""


def stage_choice(item_type: ItemType, item: Any, code: str) -> Choice | None:
    return sources.choices.find(item_type.stages_of(getattr(item, "pipeline_id", None)), code)


class Display:
    """Draws values of one type's items. What repeats on a page (a stage, a person) is drawn once and kept."""

    def __init__(self, item_type: ItemType, related: Related, currency: str) -> None:
        self.type = item_type
        self.related = related
        self.currency = currency
        self._drawn: dict[tuple[object, ...], Markup] = {}

    def html(self, field: Field, item: Any) -> Markup:
        """Return the value as HTML, empty when there is none."""
        if field.code == "semantics":
            return escape(self.text(field, item))
        match field.kind:
            case Kind.POINTS:
                return self._points(field, item)
            case Kind.ITEMS:
                ids = self.related.links.get(field.code, {}).get(item.pk, [])
                return Markup(", ").join(self._record(field.target, id) for id in ids)
            case Kind.USERS:
                names = [self.related.users.get(id, "") for id in self.related.observers.get(item.pk, [])]
                return Markup(" ").join(self._once("person", name) for name in names if name)
        value = getattr(item, field.attribute)
        if value in (None, ""):
            return NOTHING
        return self._single(field, item, value)

    def _single(self, field: Field, item: Any, value: Any) -> Markup:
        match field.kind:
            case Kind.STAGE:
                found = stage_choice(self.type, item, value)
                if found is None:
                    return self._once("choice", value, "", True)
                return self._once("stage", found.name, found.colour, found.semantics)
            case Kind.CHOICE:
                found = sources.choices.find(field.directory, value)
                if found is None:
                    return self._once("choice", value, "", True)
                return self._once("choice", found.name, found.colour)
            case Kind.USER:
                return self._once("person", self.related.users.get(value, f"#{value}"))
            case Kind.ITEM:
                return self._record(field.target, value)
        return escape(self.plain(field, item, value))

    def text(self, field: Field, item: Any) -> str:
        """Return the value as plain text in the reader's language."""
        match field.kind:
            case Kind.POINTS:
                return ", ".join(point.value for point in self.related.points.get(item.pk, {}).get(field.target, []))
            case Kind.ITEMS:
                ids = self.related.links.get(field.code, {}).get(item.pk, [])
                return ", ".join(self._title(field.target, id) for id in ids)
            case Kind.USERS:
                return ", ".join(self.related.users.get(id, "") for id in self.related.observers.get(item.pk, []))
        value = getattr(item, field.attribute)
        return "" if value in (None, "") else self.plain(field, item, value)

    def plain(self, field: Field, item: Any, value: Any) -> str:  # noqa: C901 - one branch a kind
        """Return one value of a field as the reader writes it."""
        if field.code == "semantics":
            return str(SEMANTICS.get(value, value))
        match field.kind:
            case Kind.AMOUNT:
                return formats.money(Decimal(value), getattr(item, "currency", "") or self.currency)
            case Kind.BOOLEAN:
                return gettext("Yes") if value else gettext("No")
            case Kind.DATE | Kind.DATETIME:
                return written_moment(value)
            case Kind.INTEGER:
                return str(value) if field.code == "id" or field.code.endswith("_id") else formats.number(value)
            case Kind.STAGE:
                return _name(stage_choice(self.type, item, value), value)
            case Kind.CHOICE:
                return _name(sources.choices.find(field.directory, value), value)
            case Kind.PIPELINE:
                found = sources.pipelines.find(self.type.code, value)
                return found.name if found else f"#{value}"
            case Kind.USER:
                return self.related.users.get(value, f"#{value}")
            case Kind.ITEM:
                return self._title(field.target, value)
        return str(value)

    def _points(self, field: Field, item: Any) -> Markup:
        points = self.related.points.get(item.pk, {}).get(field.target, [])
        return Markup(", ").join(self._once("point", point.value, point_url(point)) for point in points)

    def _record(self, target: str, id: int) -> Markup:
        title = self.related.titles.get(target, {}).get(id)
        if title is None:
            return self._once("hidden_record")
        return self._once("record", title, card_url(item_types.get(target), id))

    def _title(self, target: str, id: int) -> str:
        return self.related.titles.get(target, {}).get(id) or gettext("Hidden record")

    def _once(self, name: str, *arguments: object) -> Markup:
        key = (name, *arguments)
        if key not in self._drawn:
            self._drawn[key] = drawing(name)(*arguments).strip()
        return self._drawn[key]


def written_moment(value: date | datetime) -> str:
    return formats.format_datetime(value) if isinstance(value, datetime) else formats.format_date(value)


def _name(choice: Choice | None, code: str) -> str:
    return choice.name if choice else deleted_name(code)
