"""Browser and system of a session, from what the browser says of itself."""

from django.utils.translation import gettext as _

# The first that is found counts: Edge and Opera call themselves Chrome too, Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device_name(agent: str) -> str:
    """Return for example "Firefox · Windows"."""
    found = [_first(agent, BROWSERS), _first(agent, SYSTEMS)]
    return " · ".join(name for name in found if name) or agent[:40] or _("Unknown browser")


def _first(agent: str, names: dict[str, str]) -> str:
    return next((name for sign, name in names.items() if sign in agent), "")
