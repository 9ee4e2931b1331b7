"""The texts that the scripts of the page need, in the viewer's language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.directories import errors
from comptoir.directories.catalogue import Directory


def _parts(count: int) -> dict[str, str]:
    """Return the parts of a summary of edits, singular or plural by the count."""
    return {
        "renamed": ngettext("%n renamed", "%n renamed", count),
        "added": ngettext("%n added", "%n added", count),
        "recoloured": ngettext("%n recoloured", "%n recoloured", count),
        "removed": ngettext("%n deleted", "%n deleted", count),
        "moved": _("order changed"),
        "other": ngettext("%n otherwise changed", "%n otherwise changed", count),
    }


def page_texts(directory: Directory) -> dict[str, str]:
    """Return the texts by name; `%n` and `%name` are put in by the page."""
    return {
        "one": _("1 unsaved change"),
        "many": _("%n unsaved changes"),
        **_parts(2),
        **{f"{name}_1": text for name, text in _parts(1).items()},
        "new": _("new"),
        "hidden": _("hidden"),
        "isDefault": _("default"),
        "leaving": _("being replaced"),
        "restore": _("Restore “%name”"),
        "removeStage": _("Delete the stage “%name”?"),
        "removeValue": _("Delete the value “%name”?"),
        "records": _("records move to the value you choose"),
        "deleted": _("in the recycle bin, move too"),
        "nameOf": _("Name of the stage") if directory.is_stages else _("Name of the value"),
        "newName": _("New stage") if directory.is_stages else _("New value"),
        "enter": _("Enter"),
        "escape": _("Esc"),
        "leave": _("Your changes are not saved. Leave the page?"),
        "yes": _("Leave"),
        "no": _("Stay"),
        "goesAway": _("will be deleted"),
        "usedGroup": str(errors.USED_GROUP),
        "fixedGroup": str(errors.FIXED_GROUP),
    }
