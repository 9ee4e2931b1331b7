"""Who asks for a page: the signed-in user, with the type that our code needs."""

from typing import cast

from django.http import HttpRequest

from comptoir.access.models import User


def viewer(request: HttpRequest) -> User:
    return cast("User", request.user)
