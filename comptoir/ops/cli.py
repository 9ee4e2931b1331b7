"""The `comptoir` command: Django's management under our name."""

import os
import sys

from django.core.management import ManagementUtility


def main(argv: list[str] | None = None) -> None:
    """Run one command; `comptoir help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    arguments = ["comptoir", *(sys.argv[1:] if argv is None else argv)]
    ManagementUtility(arguments).execute()
