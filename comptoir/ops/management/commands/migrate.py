"""`comptoir migrate`: Django's migrations, then what every account has from its first start."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import transaction

from comptoir.ops.first_start import load_defaults


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"] or options["app_label"]):
            with transaction.atomic():
                load_defaults()
