"""The addresses of lists and cards: plain text, because a page of fifty rows writes hundreds of them."""

from urllib.parse import urlencode

from django.urls import get_script_prefix

from comptoir.items.core.item_types import ItemType


def list_url(item_type: ItemType, **query: object) -> str:
    """Return the address of a type's list: /deals/."""
    return _with_query(f"{get_script_prefix()}{item_type.path}/", query)


def card_url(item_type: ItemType, item_id: int, *parts: str, **query: object) -> str:
    """Return the address of a card, or of a part of it: /deals/7/, /deals/7/history/."""
    tail = "".join(f"{part}/" for part in parts)
    return _with_query(f"{get_script_prefix()}{item_type.path}/{item_id}/{tail}", query)


def new_url(item_type: ItemType, **prefill: object) -> str:
    """Return the address of the form for a new item, with values to begin with."""
    return _with_query(f"{get_script_prefix()}{item_type.path}/new/", prefill)


def choices_url(item_type: ItemType) -> str:
    """Return where a combobox asks for items of the type by name."""
    return f"{get_script_prefix()}{item_type.path}/choices/"


def changed_event(item_type: ItemType) -> str:
    """Return the event that tells a page that items of the type changed: "deals:changed"."""
    return f"{item_type.path}:changed"


def item_event(item_type: ItemType, item_id: int) -> str:
    """Return the event that tells a card that its item changed: "deals-7:changed"."""
    return f"{item_type.path}-{item_id}:changed"


def reload_event(item_type: ItemType, item_id: int) -> str:
    """Return the event that tells an open card to reload: "deals-7:reload"."""
    return f"{item_type.path}-{item_id}:reload"


def _with_query(path: str, query: dict[str, object]) -> str:
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
