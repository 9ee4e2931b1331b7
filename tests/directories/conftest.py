"""The cast at the REST door, and one caller who may do everything."""

from tests.items.rest.conftest import as_, rest

__all__ = ["as_", "rest"]
