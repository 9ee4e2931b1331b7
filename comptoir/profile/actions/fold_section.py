"""Keeping which sections of the tab a reader has closed, for every client of that kind."""

from django.db import transaction

from comptoir.access.models import User
from comptoir.profile.models import ProfileView

SECTIONS = ("rhythm", "standing")


def fold_section(user: User, client_type: str, section: str, *, folded: bool) -> None:
    """Close a section of SECTIONS or open it again; others are left alone."""
    if section not in SECTIONS:
        return
    with transaction.atomic():
        view, _is_new = ProfileView.objects.select_for_update().get_or_create(user=user, client_type=client_type)
        kept = {name for name in view.folded if name != section} | ({section} if folded else set())
        ProfileView.objects.filter(pk=view.pk).update(folded=sorted(kept))
