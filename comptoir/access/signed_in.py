"""Who asks: the signed-in user of a request, with the type that our code needs."""

from typing import cast

from django.http import HttpRequest

from comptoir.access.models import User


def user_of(request: HttpRequest) -> User:
    return cast("User", request.user)
