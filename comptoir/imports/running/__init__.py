"""Carrying an import out: rows, their values, names looked up, and the engine that writes batch by batch."""
