"""The shipped roles and their matrix: a letter of LETTERS for each operation and role; loaded while there are none."""

from comptoir.access.models import Grant, Role
from comptoir.access.permissions import Level, Operation

LETTERS = {"–": Level.NONE, "O": Level.OWN, "D": Level.DEPARTMENT, "S": Level.SUBTREE, "P": Level.OPEN, "A": Level.ALL}
ROLES = ("manager", "head", "executive", "analyst", "administrator")
DELETE_EXPORT_IMPORT = {"delete": "– D A – A", "export": "– D A A A", "import": "– D A – A"}
MATRIX: dict[tuple[str, ...], dict[str, str]] = {
    ("lead", "deal"): {"read": "O S A A A", "add": "O S A – A", "update": "O S A – A", **DELETE_EXPORT_IMPORT},
    ("contact", "company"): {"read": "P A A A A", "add": "O S A – A", "update": "O S A – A", **DELETE_EXPORT_IMPORT},
    ("quote", "invoice"): {"read": "O S A A A", "add": "O S A – A", "update": "O S A – A", **DELETE_EXPORT_IMPORT},
    ("product",): {
        "read": "A A A A A",
        "add": "– – A – A",
        "update": "– – A – A",
        "delete": "– – A – A",
        "export": "– D A A A",
        "import": "– – A – A",
    },
    ("settings",): {"update": "– – – – A"},
    ("client_totals",): {"read": "– – A – A"},
}


def load_roles() -> None:
    """Create the shipped roles if there are no roles; safe to call again."""
    if Role.objects.exists():
        return
    for position, code in enumerate(ROLES):
        role = Role.objects.create(default_key=code, sort=(position + 1) * 100)
        Grant.objects.bulk_create(
            Grant(role=role, subject=subject, operation=Operation(operation), level=level)
            for subjects, cells in MATRIX.items()
            for operation, letters in cells.items()
            for subject in subjects
            if (level := LETTERS[letters.split()[position]]) > Level.NONE
        )
