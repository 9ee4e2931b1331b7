"""GET /segments/?directory=SOURCE&value=WEB: the segments that ask for a value of a list."""

from django.http import HttpRequest, HttpResponse

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.items.segments.reading import segments_in_sight
from comptoir.items.segments.screen import entry_of
from comptoir.items.segments.use import segments_naming
from comptoir.ui.render import render


def naming(request: HttpRequest) -> HttpResponse:
    """Shown to who may change settings: other people's private segments are counted, not named."""
    viewer = user_of(request)
    require_settings(viewer)
    directory, code = request.GET.get("directory", ""), request.GET.get("value", "")
    found = {each.pk for each in segments_naming(directory).get(code, [])}
    rows = segments_in_sight(viewer).filter(pk__in=found).select_related("owner", "department").order_by("name", "id")
    shown = [(item_types.get(each.item_type), entry_of(each, viewer)) for each in rows]
    choice = sources.choices.find(directory, code)
    context = {"value": choice.name if choice else code, "shown": shown, "hidden": len(found) - len(shown)}
    return render(request, "items/segments/naming.html", context)
