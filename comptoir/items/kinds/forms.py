"""Controls for the fields of items: what each is drawn as, what stands in it, and reading what was typed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from comptoir.access.gate import allowed
from comptoir.access.models import User
from comptoir.access.permissions import CHANGE_SETTINGS, Operation
from comptoir.account.models import Currency
from comptoir.account.queries import account
from comptoir.items.core.addresses import choices_url
from comptoir.items.core.choices import Choice, deleted_name, sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.related import observers_of, titles_of, user_names
from comptoir.items.kinds.values import plain
from comptoir.items.models import ContactPoint
from comptoir.kit.memo import once
from comptoir.ui.component_values import Option
from comptoir.ui.jinja import url_or_none

CONTROLS = {
    Kind.TEXT: "textarea",
    Kind.INTEGER: "number",
    Kind.AMOUNT: "amount",
    Kind.BOOLEAN: "yesno",
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.CHOICE: "choice",
    Kind.STAGE: "choice",
    Kind.PIPELINE: "choice",
    Kind.CURRENCY: "choice",
    Kind.USER: "picker",
    Kind.ITEM: "picker",
    Kind.USERS: "pickers",
    Kind.ITEMS: "pickers",
    Kind.POINTS: "points",
}
POINT_TYPES = ("WORK", "MOBILE", "HOME", "OTHER")
ADDRESS_TYPES = {"PHONE": "tel", "EMAIL": "email", "WEB": "url"}


@dataclass(frozen=True, slots=True)
class Control:
    """A field in a form. `value` is what stands in it, as text; `points` are the known contact points."""

    code: str
    label: str | Promise
    kind: str
    value: str = ""
    options: list[Option] = field(default_factory=list)
    empty: str = "—"
    remote_url: str = ""
    edit_url: str = ""
    required: bool = False
    currency: str = ""
    points: list[ContactPoint] = field(default_factory=list)
    point_types: list[Option] = field(default_factory=list)
    input_type: str = "text"


def control_for(
    item_type: ItemType,
    field: Field,
    viewer: User,
    *,
    item: Any = None,
    value: Any = None,
    pipeline: int | None = None,
) -> Control:
    """Return the control of a field: with the item's value, or the given one for a new item of that pipeline."""
    if item is not None:
        value, pipeline = _value_of(item_type, field, item), getattr(item, "pipeline_id", None)
    return Control(
        code=field.code,
        label=field.label,
        kind=CONTROLS.get(field.kind, "text"),
        value=_written(field, value),
        options=_options(item_type, field, viewer, value, pipeline),
        empty="" if field.kind in (Kind.STAGE, Kind.PIPELINE, Kind.CURRENCY) else "—",
        remote_url=_remote_url(field),
        edit_url=_edit_url(field, viewer),
        required=field.required,
        currency=(getattr(item, "currency", "") or account().currency) if field.kind == Kind.AMOUNT else "",
        points=value if field.kind == Kind.POINTS and isinstance(value, list) else [],
        point_types=_point_types(value) if field.kind == Kind.POINTS else [],
        input_type=ADDRESS_TYPES.get(field.target, "text"),
    )


def read_field(field: Field, given: QueryDict) -> object:
    """Return what a form sends for a field, as `add_items` and `update_item` take it."""
    if field.kind == Kind.POINTS:
        ids, kinds = given.getlist(f"{field.code}-id"), given.getlist(f"{field.code}-type")
        return [
            {"value": value.strip(), "id": ids[place] if place < len(ids) else "",
             "value_type": kinds[place] if place < len(kinds) else "WORK"}
            for place, value in enumerate(given.getlist(field.code))
        ]  # fmt: skip
    if field.kind.is_multiple:
        return [value for value in given.getlist(field.code) if value]
    return given.get(field.code, "")


def _value_of(item_type: ItemType, field: Field, item: Any) -> Any:
    if field.kind == Kind.POINTS:
        points = ContactPoint.objects.filter(item_type=item_type.type_id, item_id=item.pk, kind=field.target)
        return list(points.order_by("id"))
    if field.kind == Kind.ITEMS:
        return item_type.links[field.code].targets_of([item.pk]).get(item.pk, [])
    if field.kind == Kind.USERS:
        return observers_of(item_type, [item.pk]).get(item.pk, [])
    return getattr(item, field.attribute)


def _written(field: Field, value: Any) -> str:
    if value is None or isinstance(value, list):
        return ""
    if field.kind == Kind.AMOUNT:
        text = str(plain(value))
        return text.replace(".", ",") if (get_language() or "").startswith("fr") else text
    if field.kind == Kind.BOOLEAN:
        return "yes" if value in (True, "yes", "1", "Y") else "no"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    return str(plain(value))


def _options(item_type: ItemType, field: Field, viewer: User, value: Any, pipeline: int | None) -> list[Option]:
    match field.kind:
        case Kind.BOOLEAN:
            return [Option("yes", gettext("Yes")), Option("no", gettext("No"))]
        case Kind.CHOICE:
            return _choices(sources.choices.values(field.directory), value)
        case Kind.STAGE:
            return _choices(sources.choices.values(item_type.stages_of(pipeline)), value)
        case Kind.PIPELINE:
            return [Option(str(each.id), each.name) for each in sources.pipelines.all(item_type.code)]
        case Kind.CURRENCY:
            return [Option(code, code) for code in once("currencies", _currencies)]
        case Kind.USER | Kind.USERS | Kind.ITEM | Kind.ITEMS:
            return _named(field, viewer, value)
    return []


def _choices(choices: Any, value: Any) -> list[Option]:
    """Return what is offered: hidden values only where one is chosen already; a deleted one keeps its code."""
    offered: list[Choice] = [choice for choice in choices if not choice.hidden or choice.code == value]
    options = [Option(choice.code, choice.name, choice.colour) for choice in offered]
    if value and value not in {choice.code for choice in choices}:
        options.append(Option(value, deleted_name(value)))
    return options


def _currencies() -> list[str]:
    return list(Currency.objects.values_list("code", flat=True))


def _named(field: Field, viewer: User, value: Any) -> list[Option]:
    ids = [id for id in (value if isinstance(value, list) else [value]) if id]
    if not ids:
        return []
    numbers = [int(id) for id in ids if str(id).isdigit()]
    names = titles_of(viewer, field.target, numbers) if field.target else user_names(numbers)
    return [Option(str(id), names.get(id, gettext("Hidden record"))) for id in numbers]


def _remote_url(field: Field) -> str:
    if field.kind in (Kind.USER, Kind.USERS):
        return reverse("items:user_choices")
    target = item_types.find(field.target) if field.kind in (Kind.ITEM, Kind.ITEMS) else None
    return choices_url(target) if target else ""


def _edit_url(field: Field, viewer: User) -> str:
    """Return where the list behind a field is changed, for who may change settings."""
    if field.kind != Kind.CHOICE or sources.enumeration(field.directory) is not None:
        return ""
    if not allowed(viewer, CHANGE_SETTINGS, Operation.UPDATE):
        return ""
    return url_or_none("directories:directory", field.directory.lower().replace("_", "-")) or ""


def _point_types(value: Any) -> list[Option]:
    """Return the kinds of phones and addresses; one that came from elsewhere keeps its own."""
    labels = {
        "WORK": gettext("Work"),
        "MOBILE": gettext("Mobile"),
        "HOME": gettext("Home"),
        "OTHER": gettext("Other"),
    }
    present = [point.value_type for point in value] if isinstance(value, list) else []
    return [Option(code, labels.get(code, code)) for code in dict.fromkeys((*POINT_TYPES, *present))]
