"""What was wrong with a cell or a row; written in the transaction of its rows, so that a resumed run tells it once."""

from django.db import models


class ImportProblem(models.Model):
    """`column` is the heading, empty when the row as a whole is meant."""

    run = models.ForeignKey("imports.ImportRun", on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=500)
    value = models.CharField(max_length=255, blank=True)
    refused = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
