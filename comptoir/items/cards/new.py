"""/deals/new/: the form for a new item; which fields of a type it asks for, and with what they begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.items.cards.responses import created
from comptoir.items.core.addresses import list_url, new_url
from comptoir.items.core.choices import sources
from comptoir.items.core.contexts import Control
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, WriteContext
from comptoir.items.drawing.forms import control_for
from comptoir.items.errors import OperationRefused
from comptoir.items.kinds.stage import PIPELINE
from comptoir.items.shared_fields import MAIN
from comptoir.items.writing import add_item
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render


@dataclass(frozen=True, slots=True)
class CreateForm:
    """What the form for a new item of a type is called, and which fields it asks for; declared by the type's app."""

    item_type: str
    title: Text
    fields: tuple[str, ...]


create_forms: Registry[CreateForm] = Registry("forms for new items", lambda form: form.item_type)


def title_for(item_type: ItemType) -> Text:
    form = create_forms.find(item_type.code)
    return form.title if form else item_type.label


def fields_for(item_type: ItemType) -> list[Field]:
    """Return the fields that the form of a type asks for; a type that says nothing asks for its main ones."""
    form = create_forms.find(item_type.code)
    if form is None:
        return [field for field in item_type.fields() if field.section == MAIN and not field.read_only]
    pipelines = sources.pipelines.all(item_type.code) if item_type.has_pipelines else ()
    wanted = [item_type.field(code) for code in form.fields]
    return [field for field in wanted if field.kind is not PIPELINE or len(pipelines) > 1]


def controls_for(item_type: ItemType, viewer: User, given: QueryDict) -> list[Control]:
    """Return the form's controls, filled with what the address says and with the type's defaults."""
    values = _first_values(item_type, viewer, given)
    chosen = str(values.get("pipeline"))
    pipeline = int(chosen) if chosen.isdigit() else None
    return [
        control_for(item_type, field, viewer, value=values.get(field.code), pipeline=pipeline)
        for field in fields_for(item_type)
    ]


def read_form(item_type: ItemType, given: QueryDict) -> dict[str, object]:
    """Return the values that the form sends."""
    return {field.code: field.kind.read_form(field, given) for field in fields_for(item_type) if field.code in given}


def _first_values(item_type: ItemType, viewer: User, given: QueryDict) -> dict[str, object]:
    values: dict[str, object] = {"responsible": viewer.pk}
    for field in item_type.fields():
        default = field.kind.form_default(field)
        if default is not None:
            values[field.code] = default
    item_type.rules.defaults(values, WriteContext(item_type, viewer, timezone.now()))
    pipelines = sources.pipelines.all(item_type.code) if item_type.has_pipelines else ()
    values["pipeline"] = pipelines[0].id if pipelines else None
    return {**values, **_prefilled(item_type, given)}


def _prefilled(item_type: ItemType, given: QueryDict) -> Mapping[str, object]:
    return {field.code: field.kind.prefilled(field, given) for field in item_type.fields() if field.code in given}


def new(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """GET and POST /deals/new/."""
    if not item_type.allowed(user_of(request), "add"):
        raise OperationRefused(_("add"), item_type.plural)
    if request.method == "POST":
        item = add_item(item_type, read_form(item_type, request.POST), actor=user_of(request), at=timezone.now())
        return created(request, item_type, item)
    context = {
        "item_type": item_type,
        "title": title_for(item_type),
        "crumbs": [Crumb(item_type.plural, list_url(item_type))],
        "controls": controls_for(item_type, user_of(request), request.GET),
        "form_url": new_url(item_type),
        "list_url": list_url(item_type),
    }
    return render(request, "items/cards/new.html", context)
