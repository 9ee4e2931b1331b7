"""Every write to pipelines."""

from comptoir.pipelines.actions.add_pipeline import add_pipeline

__all__ = ["add_pipeline"]
