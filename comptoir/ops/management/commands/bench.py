"""`comptoir bench`: how long pages take on many rows, as a ratio to the same SQL and bytes without the product."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from comptoir.access.models import User
from comptoir.clients.models import Company
from comptoir.kit.memo import remembering
from comptoir.ops.bench.deals import DealSeeder
from comptoir.ops.bench.measure import Figures, Page, measure
from comptoir.ops.bench.seed import SIZES, Seeder
from comptoir.rest.incoming.actions import add_webhook
from comptoir.sales.models import Deal

OWNER = "bench"
PAGES, PROFILE, DIRECTORIES = "pages", "profile", "directories"
COUNTING = "GROUP BY"


class Command(BaseCommand):
    help = "Measure pages on a database of a known size. Use an account of its own: COMPTOIR_HOME or a fresh database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "part",
            nargs="?",
            choices=(PAGES, PROFILE, DIRECTORIES),
            default=PAGES,
            help="pages: lists, cards, profile and REST (default). profile: the Profile tab of clients with few and "
            "many activities. directories: the settings page of lists, whose bare time is that of the counting alone; "
            "seeds only deals",
        )
        parser.add_argument("--seed", choices=sorted(SIZES), default="small", help="how many rows (default: small)")
        parser.add_argument("--rounds", type=int, default=40, help="requests per page (default: %(default)s)")
        parser.add_argument(
            "--clients", type=int, default=0, help="also count requests per second with so many at once (0: do not)"
        )
        parser.add_argument("--only", default="", help="measure only pages whose name contains this")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *, part: str, seed: str, rounds: int, clients: int, only: str, **options: Any) -> None:
        owner = self._seeded(part, seed)
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        pages = {PAGES: self._pages, PROFILE: self._profiles, DIRECTORIES: self._directories}[part](owner)
        pages = [page for page in pages if only in page.name]
        try:
            figures = [measure(page, owner, rounds, clients) for page in pages]
        except ValueError as error:
            raise CommandError(str(error)) from error
        self._print(figures, as_json=options["json"])

    def _seeded(self, part: str, seed: str) -> User:
        owner: User | None = User.objects.filter(login=OWNER).first()
        if owner is None:
            if Company.objects.exists() or Deal.objects.exists():
                raise CommandError("This account has data of its own: measure in another COMPTOIR_HOME or database.")
            owner = User.objects.create(login=OWNER, is_admin=True)
            self._seed(part, seed, owner)
        companies = 0 if part == DIRECTORIES else SIZES[seed].companies
        if (Company.objects.count(), Deal.objects.count()) != (companies, SIZES[seed].deals):
            raise CommandError("This account was filled for another part or size: use a fresh one.")
        return owner

    def _seed(self, part: str, seed: str, owner: User) -> None:
        with remembering():
            if part == DIRECTORIES:
                DealSeeder(SIZES[seed].deals, owner, timezone.now(), self.stderr.write).run()
            else:
                Seeder(SIZES[seed], owner, timezone.now(), self.stderr.write).run()
        if connection.vendor == "postgresql":
            # Autovacuum would do this some time after so many rows were written.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _profiles(self, _owner: User) -> list[Page]:
        names = {3: "10", 2: "1 k", 1: "20 k"}
        pages = [
            Page(f"profile, {name} activities", f"/companies/{id}/profile/?period=ALL") for id, name in names.items()
        ]
        quarter = Page("profile, 20 k, a quarter", "/companies/1/profile/?period=Q-1")
        return [*pages, quarter, Page("drill-down, 20 k", "/companies/1/profile/activities/?period=ALL")]

    def _directories(self, _owner: User) -> list[Page]:
        return [
            Page("sources", "/settings/crm/directories/source/", COUNTING),
            Page("deal type", "/settings/crm/directories/deal-type/", COUNTING),
            Page("deal stages", "/settings/crm/directories/deal-stage/", COUNTING),
        ]

    def _pages(self, owner: User) -> list[Page]:
        made = add_webhook(owner, "bench", ["crm"], actor=owner, at=timezone.now())
        rest = urlsplit(made.url).path.rstrip("/")
        return [
            Page("deal list, by amount", "/deals/?sort=-amount"),
            Page("deal list, newest", "/deals/"),
            Page("deal card", "/deals/7/"),
            Page("company card", "/companies/2/"),
            *self._profiles(owner)[1:3],
            Page("REST crm.deal.list", f"{rest}/crm.deal.list?order[ID]=DESC&start=0"),
            Page("REST crm.item.list", f"{rest}/crm.item.list?entityTypeId=2&order[id]=DESC&start=-1"),
        ]

    def _print(self, figures: list[Figures], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([_as_json(each) for each in figures], indent=2))
            return
        head = f"{'page':<28}{'SQL':>5}{'KB':>8}{'gzip KB':>9}{'ms':>9}{'bare ms':>9}{'ratio':>7}"
        is_loaded = any(f.per_second for f in figures)
        self.stdout.write(head + (f"{'req/s':>8}{'bare/s':>8}" if is_loaded else ""))
        for f in figures:
            line = f"{f.name:<28}{f.queries:>5}{f.bytes / 1024:>8.1f}{f.compressed / 1024:>9.1f}"
            line += f"{f.page_ms:>9.1f}{f.bare_ms:>9.1f}{f.ratio:>7.1f}"
            self.stdout.write(line + (f"{f.per_second:>8.1f}{f.bare_per_second:>8.1f}" if is_loaded else ""))


def _as_json(figures: Figures) -> dict[str, str | float]:
    return {
        "page": figures.name,
        "queries": figures.queries,
        "bytes": figures.bytes,
        "compressed": figures.compressed,
        "ms": round(figures.page_ms, 2),
        "bare_ms": round(figures.bare_ms, 2),
        "ratio": round(figures.ratio, 2),
        "per_second": round(figures.per_second, 1),
        "bare_per_second": round(figures.bare_per_second, 1),
    }
