"""The abstract models of items, and the tables that items of all types share."""

from comptoir.items.models.amount import AmountField, OptionalAmountField
from comptoir.items.models.contact_point import ContactPoint
from comptoir.items.models.item import Item, ItemQuerySet, PricedItem, SourcedItem, StagedItem, alive_index, code_index
from comptoir.items.models.link import PrimaryLink
from comptoir.items.models.observer import Observer
from comptoir.items.models.segment import Segment
from comptoir.items.models.stage_history import StageChange
from comptoir.items.models.view import ListView

__all__ = [
    "AmountField",
    "ContactPoint",
    "Item",
    "ItemQuerySet",
    "ListView",
    "Observer",
    "OptionalAmountField",
    "PricedItem",
    "PrimaryLink",
    "Segment",
    "SourcedItem",
    "StageChange",
    "StagedItem",
    "alive_index",
    "code_index",
]
