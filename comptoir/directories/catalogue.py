"""The directories: which lists there are, which items use them, the values they come with. Their owners declare them.

SOURCES = catalogue.add(Directory("SOURCE", _("Sources"), order=110, shipped=(
    Shipped("CALL", 10, french="Appel", english="Call", is_system=True), ...)))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from comptoir.directories.errors import UnknownDirectory
from comptoir.items.core.choices import list_slug
from comptoir.kit.errors import NotFound
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class Shipped:
    """A value that a list comes with, in French and in English.

    is_system   it cannot be deleted; of stages the initial, the success and the first failure one
    semantics   "" in progress or no stage at all, S success, F failure
    only_in     the language of the portals that get it, "" for all
    """

    code: str
    sort: int
    french: str
    english: str
    is_system: bool = False
    semantics: str = ""
    colour: str = ""
    is_hidden: bool = False
    only_in: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """One list of values.

    code        ENTITY_ID; `slug` in addresses is its lower case with hyphens
    order       its place on the page: stages below 100, lists above
    item_type   for stages: the code of the type that passes through them
    prefix      what stands before the colon in its stage codes, "" for none
    pipeline    the pipeline it belongs to and that pipeline's name, for stages with pipelines
    shown       whether the settings page has a tab for it (the old invoices' statuses have none)
    shipped     what it comes with; a portal gets that once
    template    for the stages of a pipeline: the code under which their shipped values are declared
    """

    code: str
    label: Text
    order: int = 1000
    is_stages: bool = False
    item_type: str = ""
    prefix: str = ""
    pipeline_id: int = 0
    pipeline_name: str = ""
    shown: bool = True
    shipped: tuple[Shipped, ...] = ()
    template: str = ""

    @property
    def slug(self) -> str:
        return list_slug(self.code)

    @property
    def family(self) -> str:
        return self.template or self.code


@dataclass
class Catalogue:
    """The declared directories, and those that exist while something else does: a pipeline's stages.

    `templates` are the shipped values of the latter; the code of such a list is that of its template, or begins with it
    and an underscore.
    """

    declared: Registry[Directory] = field(default_factory=lambda: Registry("directories", lambda entry: entry.code))
    templates: dict[str, tuple[Shipped, ...]] = field(default_factory=dict)
    providers: list[Callable[[], Sequence[Directory]]] = field(default_factory=list)
    _shipped: dict[str, Shipped] = field(default_factory=dict)

    def add(self, directory: Directory) -> Directory:
        """Declare a list. A portal that exists already gets it with its values at the next start."""
        self._ship(directory.code, directory.shipped)
        return self.declared.add(directory)

    def add_template(self, code: str, shipped: tuple[Shipped, ...]) -> tuple[Shipped, ...]:
        """Declare what every list of stages of that kind comes with."""
        self._ship(code, shipped)
        self.templates[code] = shipped
        return shipped

    def _ship(self, family: str, shipped: tuple[Shipped, ...]) -> None:
        self._shipped |= {f"{family}.{value.code}": value for value in shipped}

    def shipped(self, default_key: str) -> Shipped | None:
        """Return the shipped value that a row came from."""
        return self._shipped.get(default_key)

    def all(self) -> list[Directory]:
        """Return stages first, then lists, in the order of the settings page."""
        provided = [directory for provider in self.providers for directory in provider()]
        return sorted([*self.declared, *provided], key=lambda directory: directory.order)

    def find(self, code: str) -> Directory | None:
        return self.declared.find(code) or next((found for found in self.all() if found.code == code), None)

    def get(self, code: str) -> Directory:
        """Errors: UnknownDirectory."""
        found = self.find(code)
        if found is None:
            raise UnknownDirectory
        return found

    def last_known(self, code: str) -> Directory:
        """Return the directory; of one that was deleted since, what its code alone tells."""
        return self.find(code) or Directory(code, code)

    def by_slug(self, slug: str) -> Directory:
        """Return the directory that an address names. Errors: NotFound."""
        for directory in self.all():
            if directory.slug == slug and directory.shown:
                return directory
        raise NotFound

    def is_stages(self, code: str) -> bool:
        """Say whether a directory holds stages, from its code alone: it is asked for every value that is shown."""
        declared = self.declared.find(code)
        if declared is not None:
            return declared.is_stages
        return any(code == template or code.startswith(f"{template}_") for template in self.templates)


catalogue = Catalogue()
