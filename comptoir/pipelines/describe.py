"""Changes of pipelines in words, for the history of the lists."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.directories.history import ValueChange
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import pipeline_name


def describe_pipeline(change: ValueChange, _language: str) -> list[str]:
    """Return what happened to the pipeline, a sentence each, by its name as it was then."""
    if change.kind == "added":
        count = len(change.changes["stages"][1])
        text = ngettext(
            "The pipeline “%(name)s” was added with %(num)d stage",
            "The pipeline “%(name)s” was added with %(num)d stages",
            count,
        )
        return [text % {"name": _name(change, 1), "num": count}]
    if change.kind == "deleted":
        return [_("The pipeline “%(name)s” was deleted") % {"name": _name(change, 0)}]
    told = []
    if "name" in change.changes:
        names = {"before": _name(change, 0), "after": _name(change, 1)}
        told.append(_("The pipeline “%(before)s” was renamed “%(after)s”") % names)
    if "sort" in change.changes and not told:
        told.append(_("The pipeline “%(name)s” was moved") % {"name": _name(change, 1)})
    return told


def _name(change: ValueChange, place: int) -> str:
    """Return the name before (0) or after (1); the default pipeline's is empty until somebody renames it."""
    number, item_type = (next(v for v in change.changes[name] if v is not None) for name in ("pipeline", "item_type"))
    known = change.changes.get("name")
    if known is None:
        found = Pipeline.objects.filter(pk=number).first()
        return pipeline_name(found) if found else str(number)
    return pipeline_name(Pipeline(pk=number, item_type=item_type, name=known[place] or ""))
