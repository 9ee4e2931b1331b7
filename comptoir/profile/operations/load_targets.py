"""The load targets of a kind of client: read by everybody, set by who may change the settings."""

from decimal import Decimal

from django.utils import timezone
from msgspec import Struct

from comptoir.access.models import User
from comptoir.api.operations import Given, Operation, Parameter
from comptoir.kit.errors import BadRequest, NotFound
from comptoir.profile.models import LoadTarget
from comptoir.profile.request import CLIENT_TYPES
from comptoir.profile.sections.load.set_targets import set_load_targets
from comptoir.profile.sections.load.targets import load_averages, target_rows

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


def read(given: Given, _viewer: User) -> Targets:
    client_type = given.text("client_type")
    rows = target_rows(_known(client_type), load_averages(client_type))
    shown = [
        Target(
            row.name,
            row.label,
            row.automatic if row.by_hand is None else row.by_hand,
            row.by_hand is not None,
            row.automatic,
        )
        for row in rows
    ]
    return Targets(client_type, shown)


def write(given: Given, viewer: User) -> Targets:
    wanted = given.read_body(NewTargets)
    values = {_pipeline(name): None if value is None else str(value) for name, value in wanted.targets.items()}
    set_load_targets(_known(given.text("client_type")), values, actor=viewer, at=timezone.now())
    return read(given, viewer)


def clear(given: Given, viewer: User) -> Targets:
    client_type = given.text("client_type")
    by_hand = LoadTarget.objects.filter(client_type=_known(client_type))
    values = dict.fromkeys(by_hand.values_list("pipeline_id", flat=True))
    set_load_targets(client_type, values, actor=viewer, at=timezone.now())
    return read(given, viewer)


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


CLIENT_TYPE = {"client_type": Parameter("company or contact.")}
TARGETS = Operation("The load targets of a kind of client.", read, Targets, CLIENT_TYPE)
SET_TARGETS = Operation("Sets load targets.", write, Targets, CLIENT_TYPE, takes=NewTargets, changes=True)
CLEAR_TARGETS = Operation("Gives all load targets back to the average.", clear, Targets, CLIENT_TYPE, changes=True)
