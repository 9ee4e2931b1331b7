"""Finding out who signs in, and the limits on failed attempts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db.models import Count, Max, Q
from django.http import HttpRequest

from comptoir.access.errors import SignInRefused, TooManyAttempts
from comptoir.access.hash_gate import hash_gate
from comptoir.access.models import SignInFailure, User
from comptoir.access.passwords import LONGEST
from comptoir.access.sign_in.known_devices import device_of
from comptoir.kit.client_address import counted_as
from comptoir.kit.text import clean_line, fold


@dataclass(frozen=True)
class Source:
    """Where an attempt comes from: `counted` is the address (IPv6: its /64), or the device the user is known by."""

    counted: str
    is_known: bool = False


def source_of(request: HttpRequest, login: str) -> Source:
    """Return the source of an attempt; a query only when the browser has a device cookie."""
    if device := device_of(request, clean_line(login)):
        return Source(f"device {device.pk}", is_known=True)
    return Source(counted_as(address_of(request)))


def sign_in(login: str, password: str, *, source: Source, at: datetime) -> User:
    """Return the active user with that name and password.

    Names that nobody has take as long as others: the password is hashed all the same.
    Errors: SignInRefused, the same for every reason; TooManyAttempts; SignInBusy.
    """
    name = clean_line(login)
    refuse_too_many(name, source, at)
    with hash_gate.passing():
        # Again: while this attempt waited, others may have failed.
        refuse_too_many(name, source, at)
        user = authenticate(login=name, password=password) if name and len(password) <= LONGEST else None
        if not isinstance(user, User):
            note_failure(name, source, at)
            raise SignInRefused
    return user


@dataclass(frozen=True)
class Limit:
    """So many failures are free; each further one doubles the wait, up to LONGEST_WAIT."""

    free: int

    def ends(self, failures: int, last: datetime | None) -> datetime | None:
        """Return until when nobody is let in, None without a wait."""
        if last is None or failures < self.free:
            return None
        minutes = 2 ** min(failures - self.free, 10)
        return last + min(timedelta(minutes=minutes), LONGEST_WAIT)


LONGEST_WAIT = timedelta(minutes=15)
# A name tried from one address, from anywhere (a password guessed by many machines), and an address whatever the name
# (many people may share one).
PAIR, NAME, ADDRESS = Limit(10), Limit(30), Limit(60)


def refuse_too_many(login: str, source: Source, at: datetime) -> None:
    """Refuse whoever has to wait; a device that the user is known by has a limit of its own, whatever others do.

    One query. Errors: TooManyAttempts.
    """
    name, place = Q(login=_key(login)), Q(address=source.counted)
    asked = {"pair": (PAIR, name & place)}
    if not source.is_known:
        asked |= {"name": (NAME, name), "address": (ADDRESS, place)}
    counts = {f"{code}_count": Count("pk", filter=rows) for code, (_limit, rows) in asked.items()}
    lasts = {f"{code}_last": Max("at", filter=rows) for code, (_limit, rows) in asked.items()}
    found = SignInFailure.objects.recent(at).filter(name | place).aggregate(**counts, **lasts)
    ends = [limit.ends(found[f"{code}_count"], found[f"{code}_last"]) for code, (limit, _rows) in asked.items()]
    if (until := max((end for end in ends if end), default=at)) > at:
        raise TooManyAttempts(until - at)


def note_failure(login: str, source: Source, at: datetime) -> None:
    """Count a failure; those that count no more are deleted by their rule of retention."""
    SignInFailure.objects.create(login=_key(login), address=source.counted, at=at)


def forget_failures(login: str, source: Source) -> None:
    """Forget the failures of this name from this source; what others tried keeps counting."""
    SignInFailure.objects.filter(login=_key(login), address=source.counted).delete()


def _key(login: str) -> str:
    return fold(login)[:150]


def address_of(request: HttpRequest) -> str:
    """Return the address of the client; behind a trusted proxy the middleware `ClientAddress` has put it there."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
