"""Keeping what a reader chose on a profile, for every client of that kind."""

from comptoir.analytics.scope import Scope
from comptoir.profile.models import ProfileView


def remember_view(scope: Scope, compare: str = "") -> None:
    """Keep period, responsible person and company switch of the scope, and what its figures are compared with."""
    ProfileView.objects.update_or_create(
        user=scope.viewer,
        client_type=scope.client.type_code,
        defaults={
            "period": scope.period.code,
            "responsible_id": scope.responsible,
            "with_contacts": scope.with_contacts,
            "compare": compare,
        },
    )
