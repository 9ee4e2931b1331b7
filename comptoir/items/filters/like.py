"""A LIKE with the caller's own `%`, case-insensitive on every database."""

from typing import Any

from django.db import models


@models.CharField.register_lookup
@models.TextField.register_lookup
class Like(models.Lookup[str]):
    lookup_name = "like"

    def get_prep_lookup(self) -> str:
        return str(self.rhs).replace("\\", "\\\\").replace("_", "\\_")

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        operator = "ILIKE" if connection.vendor == "postgresql" else "LIKE"
        return f"{left} {operator} {right} ESCAPE '\\'", (*left_params, *right_params)
