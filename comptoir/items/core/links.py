"""Links to several items (a deal's contacts): written as whole lists, with exactly one primary entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """Where a list of items is kept: the through model, its column of the owner and its column of the target.

    `owns_primary` is the side whose primary entry counts (the deal's main contact, the contact's main company).
    """

    model: Any
    owner: str
    target: str
    owns_primary: bool = True

    def targets_of(self, owner_ids: Sequence[int]) -> dict[int, list[int]]:
        """Return {owner id: target ids}, the primary one first."""
        rows = self.model.objects.filter(**{f"{self.owner}__in": owner_ids}).order_by("-is_primary", "sort", "id")
        found: dict[int, list[int]] = {}
        for owner_id, target_id in rows.values_list(f"{self.owner}_id", f"{self.target}_id"):
            found.setdefault(owner_id, []).append(target_id)
        return found

    def create(self, wanted: dict[int, list[int]]) -> None:
        """Write the links of new owners."""
        self.model.objects.bulk_create(
            [row for owner_id, target_ids in wanted.items() for row in self._rows(owner_id, target_ids)], batch_size=500
        )

    def replace(self, owner_id: int, target_ids: list[int]) -> None:
        """Make these the links of the owner; on the owning side the first one becomes primary."""
        rows = self.model.objects.filter(**{self.owner: owner_id})
        if self.owns_primary:
            rows.delete()
            self.create({owner_id: target_ids})
            return
        rows.exclude(**{f"{self.target}__in": target_ids}).delete()
        known = set(rows.values_list(f"{self.target}_id", flat=True))
        self.create({owner_id: [entry for entry in target_ids if entry not in known]})

    def _rows(self, owner_id: int, target_ids: list[int]) -> list[Any]:
        return [
            self.model(
                **{f"{self.owner}_id": owner_id, f"{self.target}_id": target_id},
                is_primary=self.owns_primary and position == 0,
                sort=(position + 1) * 10,
            )
            for position, target_id in enumerate(target_ids)
        ]
