"""Background work: a row per job with its progress, so that work can be left, found again and resumed."""

from comptoir.jobs.models.job import Job

__all__ = ["Job"]
