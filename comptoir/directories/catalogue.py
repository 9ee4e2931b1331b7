"""The directories themselves: what each list is called, which items use it, and where it stands on the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Directory:
    """One list of values.

    code        ENTITY_ID; `slug` in addresses is its lower case with hyphens
    item_type   for stages: the code of the type that passes through them
    prefix      what stands before the colon in its stage codes, "" for none
    pipeline    the pipeline it belongs to and that pipeline's name, for stages with pipelines
    shown       whether the settings page has a tab for it (the old invoices' statuses have none)
    """

    code: str
    label: str | Promise
    is_stages: bool = False
    item_type: str = ""
    prefix: str = ""
    pipeline_id: int = 0
    pipeline_name: str = ""
    shown: bool = True

    @property
    def slug(self) -> str:
        return self.code.lower().replace("_", "-")


@dataclass
class Catalogue:
    """The fixed directories, and those that other apps have at the moment (a pipeline's stages)."""

    providers: list[Callable[[], Sequence[Directory]]] = field(default_factory=list)

    def all(self) -> list[Directory]:
        """Return stages first, then lists, in the order of the settings page."""
        provided = [directory for provider in self.providers for directory in provider()]
        stages = [LEAD_STAGES, *(d for d in provided if d.item_type == "deal"), QUOTE_STAGES]
        return [*stages, *(d for d in provided if d.item_type != "deal"), OLD_INVOICE_STATUSES, *LISTS]

    def find(self, code: str) -> Directory | None:
        return next((directory for directory in self.all() if directory.code == code), None)

    def by_slug(self, slug: str) -> Directory:
        """Return the directory that an address names. Errors: NotFound."""
        for directory in self.all():
            if directory.slug == slug and directory.shown:
                return directory
        raise NotFound


catalogue = Catalogue()

LEAD_STAGES = Directory("STATUS", _("Lead stages"), is_stages=True, item_type="lead")
QUOTE_STAGES = Directory("QUOTE_STATUS", _("Quote stages"), is_stages=True, item_type="quote")
OLD_INVOICE_STATUSES = Directory("INVOICE_STATUS", _("Statuses of old invoices"), is_stages=True, shown=False)
LISTS = (
    Directory("SOURCE", _("Sources")),
    Directory("CONTACT_TYPE", _("Contact type")),
    Directory("COMPANY_TYPE", _("Company type")),
    Directory("EMPLOYEES", _("Number of employees")),
    Directory("INDUSTRY", _("Industry")),
    Directory("DEAL_TYPE", _("Deal type")),
    Directory("HONORIFIC", _("Salutations")),
    Directory("EVENT_TYPE", _("Event type")),
    Directory("CALL_LIST", _("Call statuses")),
)
