"""GET /: the home page."""

from django.http import HttpRequest, HttpResponse

from comptoir.activities.home import home_context
from comptoir.ui.render import render


def home(request: HttpRequest) -> HttpResponse:
    context = home_context(request.user, everyone=request.GET.get("who") == "all")
    return render(request, "activities/home.html", context)
