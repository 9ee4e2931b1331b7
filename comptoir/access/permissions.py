"""What can be granted: subjects (a kind of rows, or an area of the product) with their operations.

Item types add themselves; areas such as *change settings* stand here. An unknown name raises.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.access.choices import Operation
from comptoir.kit.registry import Registry

CHANGE_SETTINGS = "settings"
FULL_CLIENT_TOTALS = "client_totals"


@dataclass(frozen=True, slots=True)
class Subject:
    """`by_row` subjects know levels (own, department...); an area is granted or not."""

    code: str
    label: str | Promise
    operations: tuple[str, ...]
    by_row: bool = True


subjects: Registry[Subject] = Registry("access subjects", lambda subject: subject.code)

subjects.add(Subject(CHANGE_SETTINGS, _("Change settings"), (Operation.UPDATE,), by_row=False))
subjects.add(Subject(FULL_CLIENT_TOTALS, _("See full client totals"), (Operation.READ,), by_row=False))
