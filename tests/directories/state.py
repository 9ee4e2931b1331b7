"""What must not change when a request is refused: the lists, the pipelines, what items hold, and what was recorded."""

from typing import Any

from comptoir.directories.catalogue import catalogue
from comptoir.directories.models import DirectoryValue, DirectoryVersion
from comptoir.directories.values.use import fields_using
from comptoir.events.models import Event
from comptoir.items.models import StageChange
from comptoir.jobs.models import Job
from comptoir.pipelines.models import Pipeline


def everything() -> dict[str, list[Any]]:
    """Return all of it as plain rows, to be compared before and after."""
    return {
        "values": list(DirectoryValue.objects.order_by("pk").values()),
        "versions": list(DirectoryVersion.objects.filter(number__gt=0).order_by("pk").values()),
        "pipelines": list(Pipeline.objects.order_by("pk").values()),
        "events": list(Event.objects.order_by("pk").values_list("pk", flat=True)),
        "stage changes": list(StageChange.objects.order_by("pk").values_list("pk", flat=True)),
        "jobs": list(Job.objects.order_by("pk").values_list("pk", "state")),
        "items": held(),
    }


def held() -> list[tuple[str, str, int, str]]:
    """Return (directory, item type, id, code) of every value that an item holds, the recycle bin included."""
    return [
        (directory.code, item_type.code, number, code)
        for directory in catalogue.all()
        for item_type, field in fields_using(directory)
        for number, code in item_type.model.objects.exclude(**{field.attribute: ""})
        .filter(**({"pipeline_id": directory.pipeline_id} if directory.is_stages and item_type.has_pipelines else {}))
        .order_by("pk")
        .values_list("pk", field.attribute)
    ]
