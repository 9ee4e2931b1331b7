"""Lists as files: exported, planned and applied; values that an import of records finds missing."""
