"""The addresses of the profile: a tab of the cards of contacts and companies."""

from django.urls import path

from comptoir.items import converters  # noqa: F401 - teaches the addresses <item_type:...>
from comptoir.profile.views.drilldown import figure_page
from comptoir.profile.views.explanation import explanation_page
from comptoir.profile.views.page import profile_page
from comptoir.profile.views.standing import choices_page, fit_now, standing_page
from comptoir.profile.views.targets import targets_page

app_name = "profile"

CLIENT = "<item_type:item_type>/<int:item_id>/profile/"

urlpatterns = [
    path(CLIENT, profile_page, name="page"),
    path(f"{CLIENT}targets/", targets_page, name="targets"),
    path(f"{CLIENT}standing/", standing_page, name="standing"),
    path("settings/crm/standing/", choices_page, name="standing_choices"),
    path("settings/crm/standing/fit/", fit_now, name="standing_fit"),
    path(f"{CLIENT}<slug:code>/", figure_page, name="figure"),
    path(f"{CLIENT}<slug:code>/explained/", explanation_page, name="explained"),
]
