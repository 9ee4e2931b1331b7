"""Where a client stands: segment, expected value, payment behaviour, health score."""

from comptoir.access.models import User
from comptoir.api.operations import Given, Operation
from comptoir.profile.operations.parameters import CLIENT, read_asked
from comptoir.profile.sections.standing.answer import ClientStandingAnswer, standing_answer


def standing_of(given: Given, viewer: User) -> ClientStandingAnswer:
    return standing_answer(read_asked(given, viewer))


STANDING = Operation("Where a client stands.", standing_of, ClientStandingAnswer, CLIENT, needed=("type", "id"))
