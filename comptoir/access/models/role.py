"""A role: a matrix of rights. Several roles of one person add up: the widest level of a cell wins."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.access.choices import Level


class Role(models.Model):
    """`default_key` names a role that came with the product; its name follows the reader's language until renamed."""

    name = models.CharField(max_length=100, blank=True)
    default_key = models.CharField(max_length=30, blank=True)
    sort = models.IntegerField(default=500)

    class Meta:
        ordering = ("sort", "id")

    def __str__(self) -> str:
        return self.name or self.default_name

    @property
    def default_name(self) -> str:
        """The name it came with, in the reader's language; "" for a role of the account's own."""
        return str(DEFAULT_NAMES.get(self.default_key, self.default_key))


class Grant(models.Model):
    """One cell of the matrix: what the role may do (`operation`) to rows of a kind (`subject`), how far (`level`)."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="grants")
    subject = models.CharField(max_length=50)
    operation = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(choices=Level.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("role", "subject", "operation"), name="one_grant_per_cell"),)


DEFAULT_NAMES = {
    "manager": _("Manager"),
    "head": _("Head of department"),
    "executive": _("Chief executive"),
    "analyst": _("Analyst"),
    "administrator": _("Administrator"),
}
