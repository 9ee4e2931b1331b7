"""What contacts and leads know of a person."""

from django.db import models


class Person(models.Model):
    honorific = models.CharField(max_length=50, blank=True, default="")
    name = models.CharField(max_length=100, blank=True, default="")
    second_name = models.CharField(max_length=100, blank=True, default="")
    last_name = models.CharField(max_length=100, blank=True, default="")
    birth_date = models.DateField(null=True, blank=True)
    position = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.name, self.last_name) if part)
