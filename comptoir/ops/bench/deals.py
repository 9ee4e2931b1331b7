"""A million deals over two hundred values: what the settings page of directories has to count."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction

from comptoir.access.models import User
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import bump
from comptoir.kit.semantics import Semantics
from comptoir.sales.models import Deal

VALUES = 200
EVERY_BINNED = 50
FIRST = 1_000
DIRECTORIES = ("SOURCE", "DEAL_TYPE", "DEAL_STAGE")


class DealSeeder:
    """Fills three lists up to 200 values and spreads deals over them; one of fifty lies in the recycle bin."""

    def __init__(self, deals: int, owner: User, at: datetime, say: Callable[[str], None]) -> None:
        self.deals, self.owner, self.at, self.say = deals, owner, at, say

    def run(self) -> None:
        codes = {directory: self._filled(directory) for directory in DIRECTORIES}
        bump()
        first = min(FIRST, self.deals)
        with transaction.atomic():
            Deal.objects.bulk_create([self._deal(number, codes) for number in range(1, first + 1)])
            done = first
            while done < self.deals:
                more = min(done, self.deals - done)
                repeat(more, done)
                done += more
        _settle()
        self.say(f"{self.deals:>9,} deals over {VALUES} values")

    def _filled(self, directory: str) -> list[tuple[str, str]]:
        """Return the codes with their groups, after adding stages in progress or values up to the number."""
        rows = list(DirectoryValue.objects.filter(directory=directory).order_by("sort", "id"))
        # A sort of the first row keeps added stages before the success stage.
        added = [
            DirectoryValue(directory=directory, code=f"UC_{n:06d}", name=f"Value {n}", colour="#39A8EF", sort=10)
            for n in range(VALUES - len(rows))
        ]
        DirectoryValue.objects.bulk_create(added)
        return [(row.code, Semantics.of(row.semantics)) for row in [*rows, *added]]

    def _deal(self, number: int, codes: dict[str, list[tuple[str, str]]]) -> Deal:
        moment = self.at - timedelta(hours=number)
        stage, semantics = codes["DEAL_STAGE"][number % VALUES]
        return Deal(
            id=number,
            title=f"Deal {number}",
            pipeline_id=0,
            stage=stage,
            semantics=semantics,
            source=codes["SOURCE"][number * 7 % VALUES][0],
            type=codes["DEAL_TYPE"][number * 11 % VALUES][0],
            currency="EUR",
            amount=number,
            account_amount=number,
            responsible=self.owner,
            created_at=moment,
            updated_at=moment,
            last_activity_at=moment,
            moved_at=moment,
            deleted_at=self.at if number % EVERY_BINNED == 0 else None,
        )


def repeat(count: int, after: int) -> None:
    """Write the first deals again under the numbers that follow: in the database a million take seconds."""
    quote = connection.ops.quote_name
    table = quote(Deal._meta.db_table)
    others = ", ".join(quote(field.get_attname()) for field in Deal._meta.concrete_fields if not field.primary_key)
    number = quote("id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({number}, {others}) "  # noqa: S608 - nothing but names of our own columns
            f"SELECT {number} + %s, {others} FROM {table} WHERE {number} <= %s",
            [after, count],
        )


def _settle() -> None:
    """Update statistics, which PostgreSQL does within minutes of such a load (autovacuum) and SQLite only on demand."""
    vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if vacuum else "ANALYZE")
