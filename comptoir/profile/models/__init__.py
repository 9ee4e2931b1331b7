"""What the profile keeps: how a reader looks at it, and the average load of all clients."""

from comptoir.profile.models.load_average import LoadAverage
from comptoir.profile.models.profile_view import ProfileView
from comptoir.profile.models.standing import ClientStanding, StandingFit

__all__ = ["ClientStanding", "LoadAverage", "ProfileView", "StandingFit"]
