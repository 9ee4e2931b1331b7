"""What the client is in a few words, and who is responsible for it."""

from dataclasses import dataclass

from comptoir.items.core.choices import sources
from comptoir.profile.request import Asked
from comptoir.profile.sections.section import PageReading, Place, Section

FIELDS = ("type", "industry", "employees", "position", "address_country")


@dataclass(frozen=True)
class Identity:
    words: list[str]
    responsible: str


class IdentitySection(Section):
    """One line above the filters."""

    code = "identity"
    template = "profile/sections/identity/section.html"
    place = Place.HEAD

    def shows(self, reading: PageReading) -> Identity:
        responsible = self.asked.item.responsible
        return Identity(_words(self.asked), responsible.full_name if responsible else "")


def _words(asked: Asked) -> list[str]:
    """Return what the client is: its kind, type, industry, size, country; a person's position."""
    item_type, item = asked.item_type, asked.item
    words = [str(item_type.label)]
    for code in FIELDS:
        if not item_type.has(code):
            continue
        field, value = item_type.field(code), getattr(item, code)
        if value and field.directory:
            choice = sources.choices.find(field.directory, value)
            words.append(choice.name if choice else value)
        elif value:
            words.append(value)
    return words
