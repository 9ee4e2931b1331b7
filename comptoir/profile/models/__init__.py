"""What the profile stores: users' choices, layouts of widgets, and what is measured over all clients."""

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
