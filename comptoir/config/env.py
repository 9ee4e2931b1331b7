"""Typed readers for environment variables: a wrong value stops the start with one sentence."""

import os
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from comptoir.kit.client_address import UNIX, Network


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def secret(name: str) -> str:
    """Return NAME, or the content of the file that NAME_FILE names; "" when neither is set."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from error


def boolean(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return value in ("1", "true", "yes", "on") if value else default
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def whole_number(name: str, default: int) -> int:
    """Return a number of at least 1."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} must be a whole number above 0, not {value!r}.")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def url(name: str, default: str) -> str:
    """Return an http(s) address without a trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be an address like https://crm.example.com, not {value!r}.")
    return value


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def whole(name: str, default: int, at_least: int = 1) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and int(value) >= at_least):
        raise ImproperlyConfigured(f"{name} must be a whole number from {at_least} up, not {value!r}.")
    return int(value)


def proxies(name: str, default: str) -> tuple[Network | str, ...]:
    """Return addresses and networks, and "unix" for peers that come through a unix socket; `none` is nobody."""
    listed = [part.strip() for part in text(name, default).split(",") if part.strip() not in ("", "none")]
    try:
        return tuple(part if part == UNIX else ip_network(part, strict=False) for part in listed)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must list addresses and networks like 10.0.0.0/8, or unix: {error}."
        ) from error


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def postgres(name: str) -> dict[str, object] | None:
    """Return Django's settings for postgresql://user:password@host:port/name, or None when NAME is not set."""
    value = secret(name)
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }
