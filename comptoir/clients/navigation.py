"""Where the shell offers contacts and companies."""

from comptoir.clients.items import COMPANY, CONTACT
from comptoir.items.navigation import add_entries

add_entries(CONTACT, 40, on_phone=True)
add_entries(COMPANY, 50)
