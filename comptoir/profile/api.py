"""The profile's operations as addresses of our JSON interface."""

from comptoir.api.addresses import Address, PathPart, addresses
from comptoir.profile.operations.catalogue import CATALOGUE
from comptoir.profile.operations.explanation import EXPLAIN
from comptoir.profile.operations.figures import QUERY
from comptoir.profile.operations.layouts import DROP_LAYOUT, KEEP_LAYOUT, LAYOUT, PANELS, PUBLISH_LAYOUT
from comptoir.profile.operations.load_targets import CLEAR_TARGETS, SET_TARGETS, TARGETS
from comptoir.profile.operations.records import ITEMS
from comptoir.profile.operations.standing import STANDING
from comptoir.profile.operations.whole_profile import PROFILE
from comptoir.profile.request import CLIENT_TYPES

FOLDERS = {"contacts": "contact", "companies": "company"}
CLIENT_ID = {"client_id": PathPart("integer", gives="id")}
CLIENT_TYPE = {"client_type": PathPart(enum=CLIENT_TYPES)}
PANEL = {"panel": PathPart(enum=tuple(PANELS))}

for tail, operation in (("profile", PROFILE), ("standing", STANDING)):
    for folder, type_code in FOLDERS.items():
        path = f"/{folder}/{{client_id}}/{tail}"
        addresses.add(Address(path, {"get": operation}, CLIENT_ID, fixed={"type": type_code}))
addresses.add(Address("/metrics", {"get": CATALOGUE}))
addresses.add(Address("/metrics/query", {"post": QUERY}))
addresses.add(Address("/metrics/{metric}/items", {"get": ITEMS}))
addresses.add(Address("/metrics/{metric}/explain", {"get": EXPLAIN}))
addresses.add(
    Address("/load-targets/{client_type}", {"get": TARGETS, "put": SET_TARGETS, "delete": CLEAR_TARGETS}, CLIENT_TYPE)
)
addresses.add(Address("/layouts/{panel}", {"get": LAYOUT, "put": KEEP_LAYOUT, "delete": DROP_LAYOUT}, PANEL))
addresses.add(Address("/layouts/{panel}/default", {"put": PUBLISH_LAYOUT}, PANEL))
