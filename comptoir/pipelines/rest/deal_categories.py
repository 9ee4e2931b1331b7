"""crm.dealcategory.*: the older, still widely called methods of deal pipelines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from comptoir.account.queries import account
from comptoir.directories.values.names import shown_name
from comptoir.directories.values.reading import snapshot
from comptoir.items.core.item_types import item_types
from comptoir.kit.errors import CrmError
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import DEAL, pipeline_name, pipelines, stage_directory
from comptoir.pipelines.rest.categories import DEFAULT_SORT, LARGEST_SORT, REFUSALS
from comptoir.pipelines.writing import add_pipeline, delete_pipeline, update_pipeline
from comptoir.rest.protocol.call import Call, to_integer
from comptoir.rest.protocol.errors import Family, access_denied, classic_error, in_rest_terms, not_found
from comptoir.rest.protocol.filters import parse_classic, parse_order
from comptoir.rest.protocol.paging import Page, page_of_list
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.registry import method
from comptoir.rest.protocol.values import classic_datetime, read_text
from comptoir.rest.rows.fields import described
from comptoir.rest.rows.matching import Matcher

MATCHER = Matcher(("ID", "CREATED_DATE", "NAME", "IS_LOCKED", "SORT"), numbers=("ID", "SORT"))
ID = {"id": "the pipeline"}


@method("crm.dealcategory.fields", summary="Describes the fields of a deal pipeline.")
def fields(_call: Call) -> object:
    types = {"CREATED_DATE": "datetime", "ID": "integer", "IS_LOCKED": "char", "NAME": "string", "SORT": "integer"}
    flags = {"CREATED_DATE": ("isReadOnly",), "ID": ("isReadOnly",), "NAME": ("isRequired",)}
    return {name: described(type_name, name, flags.get(name, ())) for name, type_name in types.items()}


@method(
    "crm.dealcategory.list",
    summary="Lists the deal pipelines, without the default one.",
    params={"filter": "conditions", "order": "field and direction", "select": "names of fields", "start": "first row"},
    example={"order": {"SORT": "ASC"}},
)
def deal_category_list(call: Call) -> Page:
    _need_reader(call)
    rows = MATCHER.select([encode(pipeline) for pipeline in _own()], parse_classic(call.mapping("filter")))
    rows = MATCHER.sort(rows, parse_order(call.mapping("order")))
    wanted = set(call.names()) & MATCHER.fields or MATCHER.fields
    return page_of_list([{k: v for k, v in row.items() if k in wanted or k == "ID"} for row in rows], call.start)


@method("crm.dealcategory.get", summary="Returns a deal pipeline.", params=ID, example={"id": 3})
def get(call: Call) -> object:
    _need_reader(call)
    return encode(_found(call))


@method(
    "crm.dealcategory.add",
    writes=True,
    summary="Adds a deal pipeline with the usual stages and returns its id.",
    params={"fields": "NAME, SORT"},
    example={"fields": {"NAME": "Export", "SORT": 200}},
)
def add(call: Call) -> object:
    given = call.need_mapping("fields")
    sort = _sort(given)
    with _refusals():
        return add_pipeline(
            DEAL, _text(given, "NAME"), actor=call.user, at=call.at, sort=DEFAULT_SORT if sort is None else sort
        ).pk


@method(
    "crm.dealcategory.update",
    writes=True,
    summary="Renames or moves a deal pipeline.",
    params={**ID, "fields": "NAME, SORT"},
    example={"id": 3, "fields": {"NAME": "Export"}},
)
def update(call: Call) -> object:
    pipeline, given = _found(call), call.need_mapping("fields")
    name = _text(given, "NAME") if "NAME" in given else None
    with _refusals():
        update_pipeline(pipeline, actor=call.user, at=call.at, name=name, sort=_sort(given))
    return True


@method("crm.dealcategory.delete", writes=True, summary="Deletes an empty deal pipeline.", params=ID, example={"id": 3})
def delete(call: Call) -> object:
    with _refusals():
        delete_pipeline(_found(call), actor=call.user, at=call.at)
    return True


@method("crm.dealcategory.default.get", summary="Returns the default deal pipeline.")
def default_get(call: Call) -> object:
    _need_reader(call)
    return {"ID": 0, "NAME": pipeline_name(_default())}


@method(
    "crm.dealcategory.default.set",
    writes=True,
    summary="Renames the default deal pipeline.",
    params={"name": "its name"},
    example={"name": "Direct sales"},
)
def default_set(call: Call) -> object:
    with _refusals():
        update_pipeline(_default(), actor=call.user, at=call.at, name=call.text("name"))
    return True


@method(
    "crm.dealcategory.status",
    summary="Returns the directory that holds a deal pipeline's stages.",
    params=ID,
    example={"id": 3},
)
def status(call: Call) -> object:
    _need_reader(call)
    return stage_directory(DEAL, 0 if call.integer("id") == 0 else _found(call).pk)


@method(
    "crm.dealcategory.stage.list",
    summary="Lists the stages of a deal pipeline; of the default one without an id.",
    params=ID,
    example={"id": 0},
)
def stage_list(call: Call) -> object:
    _need_reader(call)
    language = account().language
    return [
        {"NAME": shown_name(value, language), "SORT": value.sort, "STATUS_ID": value.code}
        for value in snapshot().rows.get(stage_directory(DEAL, call.integer("id") or 0), ())
    ]


def encode(pipeline: Pipeline) -> dict[str, object]:
    return {
        "ID": str(pipeline.pk),
        "CREATED_DATE": classic_datetime(pipeline.created_at, account().zone),
        "NAME": pipeline_name(pipeline),
        "IS_LOCKED": "N",
        "SORT": str(pipeline.sort),
    }


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except CrmError as error:
        if type(error) in REFUSALS:
            raise classic_error(REFUSALS[type(error)]) from error
        raise in_rest_terms(error, Family.CLASSIC) from error


def _own() -> list[Pipeline]:
    return [pipeline for pipeline in pipelines(DEAL) if not pipeline.is_default]


def _default() -> Pipeline:
    return next(pipeline for pipeline in pipelines(DEAL) if pipeline.is_default)


def _found(call: Call) -> Pipeline:
    number = call.need_id()
    for pipeline in _own():
        if pipeline.pk == number:
            return pipeline
    raise not_found(Family.CLASSIC)


def _need_reader(call: Call) -> None:
    if not item_types.get(DEAL).allowed(call.user):
        raise access_denied(Family.CLASSIC)


def _text(given: Mapping[str, Value], name: str) -> str:
    value = given.get(name)
    return "" if isinstance(value, list | dict) else read_text(value)


def _sort(given: Mapping[str, Value]) -> int | None:
    number = to_integer(given.get("SORT"))
    return None if number is None else min(max(number, 0), LARGEST_SORT)
