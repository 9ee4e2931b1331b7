"""Pipelines: the sets of stages that deals and invoices pass through."""

from comptoir.pipelines.models.pipeline import Pipeline

__all__ = ["Pipeline"]
