"""GET /: the home page; who has nothing of their own to do sees everybody's work that they may see."""

from django.http import HttpRequest, HttpResponse

from comptoir.access.signed_in import user_of
from comptoir.activities.home import has_work, home_context
from comptoir.ui.render import render


def home(request: HttpRequest) -> HttpResponse:
    who = request.GET.get("who", "")
    everyone = who == "all" or (who != "me" and not has_work(user_of(request)))
    context = home_context(user_of(request), everyone=everyone)
    return render(request, "activities/views/home.html", context)
