"""Every write to the lists: edits, the draft that knows the rules, saving, replacing, undoing."""
