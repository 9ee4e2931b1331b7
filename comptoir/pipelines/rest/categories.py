"""crm.category.*: pipelines of deals and invoices; contacts and companies have one each that cannot be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from comptoir.items.core.item_types import ItemType, item_types
from comptoir.kit.errors import CrmError, Forbidden
from comptoir.kit.text import Text
from comptoir.pipelines.errors import DefaultPipeline, NameRequired, PipelineInUse
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import DEAL, TEMPLATES, pipeline_name, pipelines
from comptoir.pipelines.writing import add_pipeline, delete_pipeline, update_pipeline
from comptoir.rest.protocol.call import Call, to_integer
from comptoir.rest.protocol.errors import Family, RestError, camel_error
from comptoir.rest.protocol.paging import Page
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.registry import method
from comptoir.rest.protocol.values import read_text
from comptoir.rest.rows.fields import described

CAMEL = Family.CAMEL
WITHOUT_PIPELINES = ("contact", "company")
DEFAULT_SORT = 500
LARGEST_SORT = 2**31 - 1
TYPE = {"entityTypeId": "2 deal, 3 contact, 4 company, 31 invoice"}
ONE = {**TYPE, "id": "the pipeline"}
FIELDS: tuple[tuple[str, str, str, Text, tuple[str, ...]], ...] = (
    ("id", "ID", "integer", _("ID"), ("isReadOnly",)),
    ("name", "NAME", "string", _("Name"), ()),
    ("sort", "SORT", "integer", _("Sort"), ()),
    ("entityTypeId", "ENTITY_TYPE_ID", "integer", _("Kind of records"), ("isRequired", "isReadOnly")),
    ("isDefault", "IS_DEFAULT", "boolean", _("Default pipeline"), ("isReadOnly",)),
    ("originId", "ORIGIN_ID", "string", _("External ID"), ()),
    ("originatorId", "ORIGINATOR_ID", "string", _("External system"), ()),
)
REFUSALS: dict[type[CrmError], str] = {
    NameRequired: "Field 'NAME' is required",
    DefaultPipeline: "Default deal category cannot be deleted",
    PipelineInUse: "Deals related to the pipeline found",
}
INVOICE_REFUSALS: dict[type[CrmError], str] = {
    DefaultPipeline: "The default pipeline cannot be deleted",
    PipelineInUse: "Elements linked to the pipeline found",
}


@method(
    "crm.category.fields",
    family=CAMEL,
    summary="Describes the fields of a pipeline.",
    params=TYPE,
    example={"entityTypeId": 2},
)
def category_fields(call: Call) -> object:
    _type_of(call)
    return {
        "fields": {
            name: {**described(kind, title, flags), "upperName": upper} for name, upper, kind, title, flags in FIELDS
        }
    }


@method(
    "crm.category.list",
    family=CAMEL,
    summary="Lists the pipelines of a type.",
    params=TYPE,
    example={"entityTypeId": 2},
)
def category_list(call: Call) -> object:
    item_type = _type_of(call)
    found = _all(item_type) if item_type.allowed(call.user) else []
    return Page({"categories": found}, total=len(found))


@method(
    "crm.category.get",
    family=CAMEL,
    summary="Returns a pipeline.",
    params=ONE,
    example={"entityTypeId": 2, "id": 0},
)
def category_get(call: Call) -> object:
    item_type, number = _type_of(call), _number(call)
    found = _all(item_type) if item_type.allowed(call.user) else []
    for category in found:
        if category["id"] == number:
            return {"category": category}
    raise _not_found()


@method(
    "crm.category.add",
    family=CAMEL,
    writes=True,
    summary="Adds a pipeline with the usual stages.",
    params={**TYPE, "fields": "name, sort (500)"},
    example={"entityTypeId": 2, "fields": {"name": "Export", "sort": 200}},
)
def category_add(call: Call) -> object:
    item_type = _type_of(call)
    if item_type.code in WITHOUT_PIPELINES:
        raise camel_error("ADDING_DISABLED", "Adding a pipeline is not possible for this type")
    fields = call.need_mapping("fields")
    sort = _sort(fields)
    with in_words_of(item_type):
        pipeline = add_pipeline(
            item_type.code,
            _text(fields, "name"),
            actor=call.user,
            at=call.at,
            sort=DEFAULT_SORT if sort is None else sort,
        )
    return {"category": encode(pipeline)}


@method(
    "crm.category.update",
    family=CAMEL,
    writes=True,
    summary="Renames or moves a pipeline.",
    params={**ONE, "fields": "name, sort"},
    example={"entityTypeId": 2, "id": 0, "fields": {"name": "Direct sales"}},
)
def category_update(call: Call) -> object:
    item_type = _type_of(call)
    pipeline = _found(call, item_type)
    fields = call.need_mapping("fields")
    if pipeline is None:
        raise camel_error("0", "Default client category does not support updating default state")
    name = _text(fields, "name") if "name" in fields else None
    with in_words_of(item_type):
        return {
            "category": encode(update_pipeline(pipeline, actor=call.user, at=call.at, name=name, sort=_sort(fields)))
        }


@method(
    "crm.category.delete",
    family=CAMEL,
    writes=True,
    summary="Deletes an empty pipeline.",
    params=ONE,
    example={"entityTypeId": 2, "id": 3},
)
def category_delete(call: Call) -> None:
    item_type = _type_of(call)
    pipeline = _found(call, item_type)
    if pipeline is None:
        raise camel_error("REMOVING_DISABLED", "Deleting this pipeline is not possible")
    with in_words_of(item_type):
        delete_pipeline(pipeline, actor=call.user, at=call.at)


def encode(pipeline: Pipeline) -> dict[str, object]:
    shown: dict[str, object] = {
        "id": pipeline.pk,
        "name": pipeline_name(pipeline),
        "sort": pipeline.sort,
        "entityTypeId": item_types.get(pipeline.item_type).type_id,
        "isDefault": "Y" if pipeline.is_default else "N",
    }
    if pipeline.item_type == DEAL and not pipeline.is_default:
        shown |= {"originId": pipeline.origin_id, "originatorId": pipeline.originator_id}
    return shown


@contextmanager
def in_words_of(item_type: ItemType) -> Iterator[None]:
    """Give refusals of actions the reference's codes: "0" for deals, BX_ERROR for other types."""
    try:
        yield
    except (RestError, Forbidden):
        raise
    except CrmError as error:
        if item_type.code != DEAL and type(error) in INVOICE_REFUSALS:
            raise camel_error("BX_ERROR", INVOICE_REFUSALS[type(error)]) from error
        raise camel_error("0", REFUSALS.get(type(error), "Field 'NAME' is invalid")) from error


def _type_of(call: Call) -> ItemType:
    """Return the type that `entityTypeId` names. Errors: NOT_FOUND, ENTITY_TYPE_NOT_SUPPORTED."""
    number = call.need_integer("entityTypeId")
    item_type = item_types.by_id(number)
    if item_type is None or not item_type.short:
        raise _not_found()
    if item_type.code not in (*TEMPLATES, *WITHOUT_PIPELINES):
        raise camel_error("ENTITY_TYPE_NOT_SUPPORTED", f"Entity type {number} is not supported")
    return item_type


def _all(item_type: ItemType) -> list[dict[str, object]]:
    if item_type.code in WITHOUT_PIPELINES:
        return [_only(item_type)]
    return [encode(pipeline) for pipeline in pipelines(item_type.code)]


def _only(item_type: ItemType) -> dict[str, object]:
    """Return the one category of contacts and of companies, which is no pipeline."""
    name = str(item_type.plural)
    return {"id": 0, "name": name, "sort": DEFAULT_SORT, "entityTypeId": item_type.type_id, "isDefault": "Y"}


def _found(call: Call, item_type: ItemType) -> Pipeline | None:
    """Return the pipeline that `id` names; None for the only category of a type without pipelines."""
    number = _number(call)
    if item_type.code in WITHOUT_PIPELINES and number == 0:
        return None
    for pipeline in pipelines(item_type.code):
        if pipeline.pk == number:
            return pipeline
    raise _not_found()


def _number(call: Call) -> int:
    """Return `id`, which may be 0."""
    return call.need_integer("id")


def _not_found() -> RestError:
    return camel_error("NOT_FOUND", "Element not found")


def _text(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name)
    return "" if isinstance(value, list | dict) else read_text(value)


def _sort(fields: Mapping[str, Value]) -> int | None:
    """Return the place asked for, 0 for a negative one; None when it is not said."""
    given = fields.get("sort")
    if given is None or given == "":
        return None
    number = to_integer(given)
    if number is None:
        raise camel_error("0", "Field 'SORT' must be a number")
    return min(max(number, 0), LARGEST_SORT)
