"""Every write to pipelines."""

from comptoir.pipelines.actions.add_pipeline import add_pipeline
from comptoir.pipelines.actions.delete_pipeline import delete_pipeline
from comptoir.pipelines.actions.move_pipeline import move_pipeline
from comptoir.pipelines.actions.update_pipeline import update_pipeline

__all__ = ["add_pipeline", "delete_pipeline", "move_pipeline", "update_pipeline"]
