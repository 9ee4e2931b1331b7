"""What the profile keeps: how a reader looks at it, and the average load of all clients."""

from comptoir.profile.models.load_average import LoadAverage
from comptoir.profile.models.profile_view import ProfileView

__all__ = ["LoadAverage", "ProfileView"]
