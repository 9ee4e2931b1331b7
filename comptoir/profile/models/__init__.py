"""What the profile keeps: how a reader looks at it, which widgets stand on it, the average load of all clients."""

from comptoir.profile.models.layout import Audience, ProfileLayout
from comptoir.profile.models.load_average import LoadAverage
from comptoir.profile.models.load_target import LoadTarget
from comptoir.profile.models.peer_measure import PeerMeasure
from comptoir.profile.models.profile_view import ProfileView
from comptoir.profile.models.standing import ClientStanding, StandingFit

__all__ = [
    "Audience",
    "ClientStanding",
    "LoadAverage",
    "LoadTarget",
    "PeerMeasure",
    "ProfileLayout",
    "ProfileView",
    "StandingFit",
]
