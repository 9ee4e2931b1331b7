"""The signed-in user of a request, typed as our `User`."""

from typing import cast

from django.http import HttpRequest

from comptoir.access.models import User


def user_of(request: HttpRequest) -> User:
    return cast("User", request.user)
