"""comptoir doctor: what is broken in the portal, and mending what can be mended."""

import json as json_format
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.account.queries import account
from comptoir.ops.doctor import database, links, values, work  # noqa: F401
from comptoir.ops.doctor.finding import Finding, checks


class Command(BaseCommand):
    help = (
        "Look for what is broken: the database, links, codes, amounts, the search, events, jobs, files. With --fix "
        "mend what can be mended without losing or guessing anything. Ends with 1 when something is left."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what can be mended, and say each mend")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *, fix: bool, json: bool, **_options: Any) -> None:
        told: list[dict[str, Any]] = []
        with override(account().language):
            for check in checks:
                found = [(finding, fix and _mended(finding)) for finding in check.look()]
                if not json:
                    self._say(str(check.label), found)
                told += [
                    {
                        "check": check.code,
                        "text": finding.text,
                        "rows": list(finding.rows),
                        "mendable": finding.mend is not None,
                        "mended": mended,
                    }
                    for finding, mended in found
                ]
        if json:
            self.stdout.write(json_format.dumps(told, ensure_ascii=False, indent=1, default=str))
        if not all(each["mended"] for each in told):
            raise SystemExit(1)

    def _say(self, label: str, found: list[tuple[Finding, bool]]) -> None:
        self.stdout.write(f"{'✗' if found else '✓'} {label}")
        for finding, mended in found:
            self.stdout.write(f"  {finding}")
            if mended:
                self.stdout.write("  → " + _("mended"))
            elif finding.mend is not None:
                self.stdout.write("  → " + _("--fix mends it"))


def _mended(finding: Finding) -> bool:
    if finding.mend is None:
        return False
    with transaction.atomic():
        finding.mend()
    return True
