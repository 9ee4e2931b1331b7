"""Settings → Backups: how they stand, the list, the plan."""
