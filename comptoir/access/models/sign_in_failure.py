"""A failed attempt to sign in: too many of them from one address for one name close the door for a while."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models

REMEMBERED = timedelta(minutes=15)


class SignInFailureQuerySet(models.QuerySet["SignInFailure"]):
    def recent(self, at: datetime) -> Self:
        return self.filter(at__gt=at - REMEMBERED)

    def old(self, at: datetime) -> Self:
        return self.filter(at__lte=at - REMEMBERED)


class SignInFailure(models.Model):
    """`login` is what was typed, folded; nobody needs to have that name."""

    login = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["SignInFailure"]] = SignInFailureQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("login", "address", "at"), name="failures_of_login"),
            models.Index(fields=("at",), name="failures_by_time"),
        )
