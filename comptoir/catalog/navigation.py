"""Where the shell offers products."""

from comptoir.catalog.items import PRODUCT
from comptoir.items.navigation import add_entries

add_entries(PRODUCT, 90)
