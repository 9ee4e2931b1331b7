"""What can be granted: subjects (a type of record, or an area of the product), their operations and levels.

Item types register themselves; areas such as *Change settings* are declared here. An unknown name raises KeyError.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


class Level(models.IntegerChoices):
    """How far a right reaches. Each level includes those before it; stored, so numbers must not change."""

    NONE = 0, pgettext_lazy("level of a right", "No record")
    OWN = 10, pgettext_lazy("level of a right", "The records one is responsible for")
    DEPARTMENT = 20, pgettext_lazy("level of a right", "Own, and those of one’s department")
    SUBTREE = 30, pgettext_lazy("level of a right", "Own, those of one’s department and of its sub-departments")
    OPEN = 40, pgettext_lazy("level of a right", "The same, and all that are available to everyone")
    ALL = 50, pgettext_lazy("level of a right", "All records")


class Operation(models.TextChoices):
    READ = "read", pgettext_lazy("operation", "Read")
    ADD = "add", pgettext_lazy("operation", "Add")
    UPDATE = "update", pgettext_lazy("operation", "Change")
    DELETE = "delete", pgettext_lazy("operation", "Delete")
    EXPORT = "export", pgettext_lazy("operation", "Export")
    IMPORT = "import", pgettext_lazy("operation", "Import")


CHANGE_SETTINGS = "settings"
FULL_CLIENT_TOTALS = "client_totals"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a right is about. With `by_row` it has levels (own, department …); an area is granted or not."""

    code: str
    label: Text
    operations: tuple[str, ...]
    by_row: bool = True


subjects: Registry[Subject] = Registry("access subjects", lambda subject: subject.code)

subjects.add(Subject(CHANGE_SETTINGS, _("Change settings"), (Operation.UPDATE,), by_row=False))
subjects.add(Subject(FULL_CLIENT_TOTALS, _("See full client totals"), (Operation.READ,), by_row=False))
