"""Users and roles as the administrator's pages list and offer them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from comptoir.access.models import Role, User, UserQuerySet
from comptoir.kit.errors import NotFound
from comptoir.kit.text import clean_line
from comptoir.ui.component_values import Option


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """The filter of the list of users: words in names, e-mail or department; `state` is active, inactive or all."""

    text: str = ""
    state: str = "active"

    def rows(self) -> UserQuerySet:
        found: UserQuerySet = User.objects.all()
        if self.state != "all":
            found = found.filter(is_active=self.state == "active")
        for word in clean_line(self.text).split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(login__icontains=word)
                | Q(email__icontains=word)
                | Q(department__name__icontains=word)
            )
        return found.select_related("department").prefetch_related("roles").order_by("last_name", "name", "id")


def user_or_404(pk: int) -> User:
    """Errors: NotFound."""
    found: User | None = User.objects.select_related("department").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def roles_with_holders() -> list[Role]:
    """Return all roles, each with `holders`, the number of active users who have it."""
    return list(Role.objects.annotate(holders=Count("users", filter=Q(users__is_active=True))))


def role_options() -> list[Option]:
    return [Option(str(role.pk), str(role)) for role in Role.objects.all()]


def people_options() -> list[Option]:
    people = User.objects.active().only("pk", "name", "last_name", "login", "position")
    return [Option(str(user.pk), user.full_name, hint=user.position) for user in people]


def role_or_404(pk: int) -> Role:
    """Errors: NotFound."""
    found = Role.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
