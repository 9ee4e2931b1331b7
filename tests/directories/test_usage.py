"""Counting what uses a list: one grouped query per type, from an index alone."""

import pytest
from django.db import connection
from django.db.models import Count

from comptoir.directories.catalogue import catalogue
from comptoir.directories.values.use import Uses, fields_using, usage
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from tests.query_counts import count_queries
from tests.world import World

pytestmark = pytest.mark.django_db


def every_use() -> list[tuple[str, ItemType, Field]]:
    return [(each.code, item_type, field) for each in catalogue.all() for item_type, field in fields_using(each)]


def test_every_field_of_a_list_has_an_index_that_counts_it() -> None:
    for code, item_type, field in every_use():
        own = ["pipeline"] if field.code == "stage" and item_type.has_pipelines else []
        wanted = [*own, field.attribute, "id", "deleted_at"]
        assert wanted in [index.fields for index in item_type.model._meta.indexes], (code, item_type.code)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads small tables whole")
def test_counting_reads_no_row() -> None:
    for code, item_type, field in every_use():
        rows = item_type.model.objects.filter(**{f"{field.attribute}__gt": ""})
        rows = rows.filter(pipeline_id=0) if field.code == "stage" and item_type.has_pipelines else rows
        counted = rows.order_by().values_list(field.attribute).annotate(all=Count("*"), deleted=Count("deleted_at"))
        assert "COVERING INDEX" in counted.explain(), (code, item_type.code)


def test_is_one_query_per_type_that_has_the_list(world: World) -> None:
    world.add("deal", title="Boat", source="WEB")
    world.add("lead", title="Fair", source="WEB")
    source = catalogue.find("SOURCE")
    assert source is not None
    assert count_queries(lambda: usage(source)) == len(fields_using(source)) == 5
    assert usage(source) == {"WEB": {"deal": Uses(1, 0), "lead": Uses(1, 0)}}
