"""How a user looks at the profiles of a kind of client: the choices that are kept for the next visits."""

from django.db import transaction

from comptoir.access.models import User
from comptoir.analytics.scope import Scope
from comptoir.kit.memo import once
from comptoir.profile.models import ProfileView


def remember_view(scope: Scope, compare: str = "") -> None:
    """Keep period, responsible person and company switch of the scope, and what its figures are compared with."""
    ProfileView.objects.update_or_create(
        user=scope.viewer,
        client_type=scope.client.type_code,
        defaults={
            "period": scope.period.code,
            "responsible_id": scope.responsible,
            "with_contacts": scope.client.with_contacts,
            "compare": compare,
        },
    )


def folded_sections(viewer: User, client_type: str) -> frozenset[str]:
    """Return the names of the closed sections. One query a request."""

    def read() -> frozenset[str]:
        kept = ProfileView.objects.filter(user=viewer, client_type=client_type).values_list("folded", flat=True).first()
        return frozenset(kept or ())

    return once(f"sections of {client_type} that {viewer.pk} folded", read)


def fold_section(user: User, client_type: str, section: str, *, folded: bool) -> None:
    """Close a section or open it again, for every client of that kind."""
    with transaction.atomic():
        view, _is_new = ProfileView.objects.select_for_update().get_or_create(user=user, client_type=client_type)
        kept = {name for name in view.folded if name != section} | ({section} if folded else set())
        ProfileView.objects.filter(pk=view.pk).update(folded=sorted(kept))
