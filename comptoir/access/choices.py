"""How far a right reaches, and what it allows."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Level(models.IntegerChoices):
    """Each level includes those before it."""

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
