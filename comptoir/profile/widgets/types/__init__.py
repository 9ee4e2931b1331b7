"""The types of widgets, a module and a template each: whatever module is here is a type."""

from importlib import import_module
from pkgutil import iter_modules

from comptoir.profile.widgets.type import WidgetType, widget_types


def register_types() -> None:
    """Add the type of every module of this folder to the registry, in their order."""
    modules = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
    types: list[WidgetType] = [module.TYPE for module in modules]
    for kind in sorted(types, key=lambda kind: kind.order):
        widget_types.add(kind)
