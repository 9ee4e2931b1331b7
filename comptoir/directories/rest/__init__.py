"""REST methods of directories: crm.status.*, the old invoices' statuses, call statuses, fixed enumerations."""

from comptoir.directories.rest import entity_types, enumerations, history, legacy, reading, writing

__all__ = ["entity_types", "enumerations", "history", "legacy", "reading", "writing"]
