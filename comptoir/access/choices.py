"""How far a right reaches, and what it allows."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Level(models.IntegerChoices):
    """Each level includes those before it."""

    NONE = 0, pgettext_lazy("level of a right", "None")
    OWN = 10, pgettext_lazy("level of a right", "Own")
    DEPARTMENT = 20, pgettext_lazy("level of a right", "Own and own department")
    SUBTREE = 30, pgettext_lazy("level of a right", "Own, own department and sub-departments")
    OPEN = 40, pgettext_lazy("level of a right", "Those before and all open to everyone")
    ALL = 50, pgettext_lazy("level of a right", "All")


class Operation(models.TextChoices):
    READ = "read", pgettext_lazy("operation", "Read")
    ADD = "add", pgettext_lazy("operation", "Add")
    UPDATE = "update", pgettext_lazy("operation", "Change")
    DELETE = "delete", pgettext_lazy("operation", "Delete")
    EXPORT = "export", pgettext_lazy("operation", "Export")
    IMPORT = "import", pgettext_lazy("operation", "Import")
