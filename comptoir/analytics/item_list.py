"""The rows of a metric as an ordinary list: its conditions in the filter language, if that can express them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from comptoir.account.queries import local_day
from comptoir.analytics.metric import UNITS, Metric, Opens
from comptoir.analytics.scope import Scope
from comptoir.analytics.source import ItemList
from comptoir.analytics.subjects import ClientSubject, DepartmentSubject, PersonSubject
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import Period, parse_period


def list_address(metric: Metric, scope: Scope, part: Mapping[str, str]) -> str:
    """Return the address of a list with the same rows, "" if no filter describes them. One query for a sum."""
    listed = metric.source.item_list
    if listed is None or not _opens(metric, scope, part) or isinstance(scope.subject, DepartmentSubject):
        return ""
    if metric.sums and _leaves_out(metric, scope, part):
        return ""
    return list_url(item_types.get(metric.source.item_type), f=list(_conditions(metric, listed, scope, part)))


def _opens(metric: Metric, scope: Scope, part: Mapping[str, str]) -> bool:
    if metric.opens is Opens.WITHOUT_PERIOD:
        return scope.period.is_all_time and not set(part) & set(UNITS)
    return metric.opens is Opens.ALWAYS


def _leaves_out(metric: Metric, scope: Scope, part: Mapping[str, str]) -> bool:
    """Say whether the sum is without records of the same stages, such as those that have no rate."""
    alike = [left.metric for left in metric.left_out if left.metric.stages == metric.stages]
    return any(left.value(scope, part) for left in alike)


def _conditions(metric: Metric, listed: ItemList, scope: Scope, part: Mapping[str, str]) -> Iterator[str]:
    if metric.stages:
        yield f"semantics:in:{','.join(metric.stages)}"
    match scope.subject:
        case ClientSubject(type_code, id):
            yield f"{listed.company if type_code == 'company' else listed.contact}:in:{id}"
        case PersonSubject(id):
            yield f"{listed.person}:in:{id}"
    yield from listed.always
    if scope.responsible:
        yield f"{listed.person}:in:{scope.responsible}"
    for name, value in part.items():
        if name in listed.groups:
            yield f"{listed.groups[name]}:in:{value}" if value else f"{listed.groups[name]}:empty"
    column = metric.dated_by.column
    if column and metric.opens is Opens.ALWAYS:
        yield from _dates(column, scope.period)
        for value in (part[unit] for unit in UNITS if unit in part):
            yield from _dates(column, parse_period(value, local_day(scope.as_of))) if value else [f"{column}:empty"]


def _dates(field: str, period: Period) -> Iterator[str]:
    if period.start:
        yield f"{field}:gte:{period.start.isoformat()}"
    # A filter includes its last day, a period excludes its end.
    if period.end:
        yield f"{field}:lte:{(period.end - timedelta(days=1)).isoformat()}"
