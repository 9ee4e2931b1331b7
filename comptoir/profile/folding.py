"""Which sections of the tab a reader keeps closed."""

from comptoir.access.models import User
from comptoir.kit.memo import once
from comptoir.profile.models import ProfileView


def folded_sections(viewer: User, client_type: str) -> frozenset[str]:
    """Return the names of the closed sections. One query a request."""

    def read() -> frozenset[str]:
        kept = ProfileView.objects.filter(user=viewer, client_type=client_type).values_list("folded", flat=True).first()
        return frozenset(kept or ())

    return once(f"sections of {client_type} that {viewer.pk} folded", read)
