"""Backups: a consistent copy of the whole portal in one file, proved by a restore before it counts as made.

A *backup* is a tar file: `data` (a gzipped tar of database, files and secret key, sealed with age if wished), the key
of `data` if a password protects it, and `about.json`. A *snapshot* is the database as it was at one moment. A *seal*
is who can open a backup. A *scratch home* is a portal made only to try a backup.
"""
