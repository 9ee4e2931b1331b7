"""Claims, and the answers that repetitions get."""

from django.db import models


class Claim(models.Model):
    """What one token or key has led to.

    `key` is the hash of caller and token, of a form with its content, `token` that of caller and token alone. `run` is
    a random name of the attempt that holds the claim: an attempt that was taken for dead and comes back finds another
    one here, and its transaction fails. The body of the answer is encrypted with the token, which is not kept.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        # Something has been committed; whoever repeats must not carry it out again.
        WRITTEN = "written"
        ANSWERED = "answered"

    key = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    run = models.CharField(max_length=32)
    made = models.BooleanField(default=False)
    claimed_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    cookies = models.JSONField(default=list)
    body = models.BinaryField(null=True)

    class Meta:
        indexes = (
            # Whether a form has made something already, with another content.
            models.Index(fields=("token",), name="claim_of_token"),
            # Deleting what is older than a day.
            models.Index(fields=("claimed_at",), name="claim_by_age"),
        )
