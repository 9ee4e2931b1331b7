"""The load targets of a kind of client: read by everybody, set by who may change the settings."""

from decimal import Decimal

from django.http import HttpRequest
from django.utils import timezone
from msgspec import Struct

from comptoir.access.models import User
from comptoir.kit.errors import BadRequest, NotFound
from comptoir.profile.api.door import own_page_only, read_body
from comptoir.profile.figures import load_averages
from comptoir.profile.models import LoadTarget
from comptoir.profile.request import CLIENT_TYPES
from comptoir.profile.sections.load.set_targets import set_load_targets
from comptoir.profile.sections.load.targets import target_rows

OVER_ALL = "all"


class Target(Struct):
    """The load aimed at in a pipeline ("all": over all): the one set by hand, else the automatic one."""

    pipeline: str
    name: str
    target: Decimal | None
    by_hand: bool
    automatic: Decimal | None


class Targets(Struct):
    client_type: str
    targets: list[Target]


class NewTargets(Struct, forbid_unknown_fields=True):
    """Targets by pipeline number or "all"; null gives one back to the average. Those not named stay."""

    targets: dict[str, Decimal | int | float | None]


def read(_request: HttpRequest, _viewer: User, client_type: str) -> Targets:
    rows = target_rows(_known(client_type), load_averages(client_type))
    shown = [
        Target(row.name, row.label, row.automatic if row.by_hand is None else row.by_hand, row.by_hand is not None,
               row.automatic)
        for row in rows
    ]  # fmt: skip
    return Targets(client_type, shown)


@own_page_only
def write(request: HttpRequest, viewer: User, client_type: str) -> Targets:
    given: NewTargets = read_body(request, NewTargets)
    values = {_pipeline(name): None if value is None else str(value) for name, value in given.targets.items()}
    set_load_targets(_known(client_type), values, actor=viewer, at=timezone.now())
    return read(request, viewer, client_type)


@own_page_only
def clear(request: HttpRequest, viewer: User, client_type: str) -> Targets:
    by_hand = LoadTarget.objects.filter(client_type=_known(client_type))
    values = dict.fromkeys(by_hand.values_list("pipeline_id", flat=True))
    set_load_targets(client_type, values, actor=viewer, at=timezone.now())
    return read(request, viewer, client_type)


def _known(client_type: str) -> str:
    if client_type not in CLIENT_TYPES:
        raise NotFound
    return client_type


def _pipeline(name: str) -> int | None:
    if name == OVER_ALL:
        return None
    if not name.isascii() or not name.isdecimal() or len(name) > 9:
        raise BadRequest
    return int(name)
