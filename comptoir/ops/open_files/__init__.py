"""Everything of the portal as open files with a description, to read it without Comptoir."""
