"""The writes of the profile: remembering how it is looked at, measuring the average load."""

from comptoir.profile.actions.measure_load import measure_load, refresh_later
from comptoir.profile.actions.remember_view import remember_view

__all__ = ["measure_load", "refresh_later", "remember_view"]
