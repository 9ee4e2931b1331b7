"""What activities add to every write: their bindings and addresses, when they took place, and whose right decides."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.access.gate import reach
from comptoir.access.models import User
from comptoir.access.permissions import Level
from comptoir.activities.models import Activity, ActivityBinding, Communication
from comptoir.items.core import values
from comptoir.items.core.item_types import Draft, ItemRules, ItemType, WriteContext, item_types
from comptoir.items.core.values import plain
from comptoir.items.errors import UNKNOWN_RECORD, InvalidItem
from comptoir.kit.errors import NotAValue
from comptoir.kit.text import clean_line

MOST_BINDINGS = 100
BINDING_NEEDED = _("An activity must be bound to at least one record.")
TOO_MANY = _("An activity can be bound to at most %(most)s records.") % {"most": MOST_BINDINGS}


class ActivityRules(ItemRules):
    """`bindings` is a list of (type number, id), `communications` one of {"type", "value", "item_type", "item_id"}."""

    extras = frozenset({"bindings", "communications"})

    def allowed(self, user: User, operation: str, item_type: ItemType) -> bool:
        operation = "read" if operation in ("read", "export") else "update"
        return any(reach(user).level(owner.code, operation) > Level.NONE for owner in _owners())

    def may(self, user: User, operation: str, draft: Draft, item_type: ItemType) -> bool:
        """Users who may change an item may add, change and delete its activities."""
        operation = "read" if operation == "read" else "update"
        pairs = draft.extras.get("bindings") or list(
            ActivityBinding.objects.filter(activity=draft.item.pk).values_list("item_type", "item_id")
        )
        return any(_reachable(user, operation, type_id, ids) for type_id, ids in _by_type(pairs).items())

    def complete(self, draft: Draft, context: WriteContext) -> None:
        if draft.is_new or "bindings" in draft.extras:
            draft.extras["bindings"] = self._bindings(draft.extras.get("bindings"), context)
        item = draft.item
        if draft.values.get("happened_at"):
            item.happened_by_hand = True
        if item.completed and item.completed_at is None:
            item.completed_at = context.at
        elif not item.completed:
            item.completed_at = None
        if not item.happened_by_hand:
            item.happened_at = item.start_at or item.completed_at or item.deadline or item.created_at

    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        bound = [draft for draft in drafts if "bindings" in draft.extras]
        for draft in bound:
            if not draft.is_new:
                before = ActivityBinding.objects.filter(activity=draft.item.pk).order_by("pk")
                pairs = before.values_list("item_type", "item_id")
                draft.changes["bindings"] = [plain(list(pairs)), plain(draft.extras["bindings"])]
        ActivityBinding.objects.filter(activity__in=[d.item.pk for d in bound if not d.is_new]).delete()
        ActivityBinding.objects.bulk_create(
            [
                ActivityBinding(activity_id=draft.item.pk, item_type=type_id, item_id=item_id)
                for draft in bound
                for type_id, item_id in draft.extras["bindings"]
            ],
            batch_size=500,
        )
        for draft in drafts:
            if "communications" in draft.extras:
                self._save_communications(draft)

    def _bindings(self, given: object, context: WriteContext) -> list[tuple[int, int]]:
        """Return the pairs, each once and each within the actor's sight. Errors: InvalidItem."""
        if not isinstance(given, Sequence) or not given:
            raise InvalidItem({"bindings": BINDING_NEEDED})
        try:
            pairs = [(values.to_integer(a) or 0, values.to_integer(b) or 0) for a, b in given]
        except (NotAValue, TypeError, ValueError) as error:
            raise InvalidItem({"bindings": UNKNOWN_RECORD}) from error
        pairs = list(dict.fromkeys(pairs))
        if len(pairs) > MOST_BINDINGS:
            raise InvalidItem({"bindings": TOO_MANY})
        if not context.trusted:
            for type_id, ids in _by_type(pairs).items():
                if len(ids) != _count(context.actor, "read", type_id, ids):
                    raise InvalidItem({"bindings": UNKNOWN_RECORD})
        return pairs

    @staticmethod
    def _save_communications(draft: Draft) -> None:
        Communication.objects.filter(activity=draft.item.pk).delete()
        Communication.objects.bulk_create(
            Communication(
                activity=draft.item,
                type=clean_line(str(entry.get("type") or ""))[:20],
                value=clean_line(str(entry.get("value") or ""))[:255],
                item_type=values.to_integer(entry.get("item_type")) or 0,
                item_id=values.to_integer(entry.get("item_id")) or 0,
            )
            for entry in draft.extras["communications"]
        )


def _owners() -> list[ItemType]:
    return [entry for entry in item_types.all() if entry.by_row and entry.code != Activity.type_code]


def _by_type(pairs: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
    grouped: dict[int, set[int]] = {}
    for type_id, item_id in pairs:
        grouped.setdefault(type_id, set()).add(item_id)
    return grouped


def _count(user: User, operation: str, type_id: int, ids: set[int]) -> int:
    owner = item_types.by_id(type_id)
    if owner is None or not owner.by_row or owner.code == Activity.type_code:
        return 0
    count: int = owner.visible_to(user, operation).filter(pk__in=ids).count()
    return count


def _reachable(user: User, operation: str, type_id: int, ids: set[int]) -> bool:
    return _count(user, operation, type_id, ids) > 0
