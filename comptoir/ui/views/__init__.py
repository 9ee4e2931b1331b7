"""Pages that belong to no capability: errors, preferences, the gallery of components."""
