"""The command line: setting up, serving, demo data, translations, backup, and what an operator needs."""
