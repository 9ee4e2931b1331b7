"""From where a request comes."""

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the peer's address. Behind a proxy it is the proxy's: what a client claims beside it proves nothing."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
