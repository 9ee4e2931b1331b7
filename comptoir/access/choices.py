"""How far a right reaches, and what it allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Each level includes those before it."""

    NONE = 0, _("None")
    OWN = 10, _("Own")
    DEPARTMENT = 20, _("Own and own department")
    SUBTREE = 30, _("Own, own department and sub-departments")
    OPEN = 40, _("Those before and all open to everyone")
    ALL = 50, _("All")


class Operation(models.TextChoices):
    READ = "read", _("Read")
    ADD = "add", _("Add")
    UPDATE = "update", _("Change")
    DELETE = "delete", _("Delete")
    EXPORT = "export", _("Export")
    IMPORT = "import", _("Import")
