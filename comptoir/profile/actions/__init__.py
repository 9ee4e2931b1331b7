"""The writes of the profile: remembering how it is looked at, its layouts, measuring the average load."""

from comptoir.profile.actions.measure_load import measure_load, refresh_later
from comptoir.profile.actions.publish_layout import Readers, publish_layout, read_readers, withdraw_layout
from comptoir.profile.actions.remember_view import remember_view
from comptoir.profile.actions.save_layout import give_up_layout, save_layout, undo_layout

__all__ = [
    "Readers",
    "give_up_layout",
    "measure_load",
    "publish_layout",
    "read_readers",
    "refresh_later",
    "remember_view",
    "save_layout",
    "undo_layout",
    "withdraw_layout",
]
