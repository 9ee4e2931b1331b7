"""What is said of a segment when it is saved: its name, and with whom it is shared."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import Department
from comptoir.items import errors
from comptoir.items.filters.address import MOST_CONDITIONS
from comptoir.items.kinds.values import NotAValue, to_integer
from comptoir.items.lists.request import ListRequest
from comptoir.items.models import Segment
from comptoir.kit.errors import Invalid
from comptoir.kit.text import clean_line

LONGEST_NAME = 100
LONGEST_QUERY = 20_000
NO_NAME = _("Give the segment a name.")
UNKNOWN_SHARING = _("Choose with whom the segment is shared.")
TOO_MUCH = _("This filter is too long to be kept: at most %(most)s conditions.")


@dataclass(frozen=True, slots=True)
class Said:
    name: str
    sharing: Segment.Sharing
    department: Department | None


def read_said(name: str, sharing: str) -> Said:
    """Return the name and the sharing ("nobody", "everyone", "department:7"). Errors: Invalid, by field."""
    wrong: dict[str, str | Promise] = {}
    clean = clean_line(name)
    if not clean:
        wrong["name"] = NO_NAME
    elif len(clean) > LONGEST_NAME:
        wrong["name"] = errors.TOO_LONG % {"most": LONGEST_NAME}
    kind, _colon, number = sharing.partition(":")
    department = _department(number) if kind == Segment.Sharing.DEPARTMENT else None
    if kind not in Segment.Sharing.values or (kind == Segment.Sharing.DEPARTMENT and department is None):
        wrong["sharing"] = UNKNOWN_SHARING
    if wrong:
        raise Invalid(fields=wrong)
    return Said(clean, Segment.Sharing(kind), department)


def query_to_keep(kept: ListRequest) -> str:
    """Return the filter as a segment keeps it. Errors: Invalid when it is too long."""
    query = kept.asked_query
    if len(kept.conditions) > MOST_CONDITIONS or len(query) > LONGEST_QUERY:
        raise Invalid(TOO_MUCH % {"most": MOST_CONDITIONS})
    return query


def _department(number: str) -> Department | None:
    try:
        return Department.objects.filter(pk=to_integer(number) or 0).first()
    except NotAValue:
        return None
