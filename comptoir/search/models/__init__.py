"""The search index: a row per item with the text it is found by."""

from comptoir.search.models.entry import SearchEntry

__all__ = ["SearchEntry"]
