"""All addresses, composed from the apps'."""

from django.urls import include, path

urlpatterns = [
    path("ui/", include("comptoir.ui.urls")),
    path("", include("comptoir.rest.urls")),
    path("imports/", include("comptoir.imports.urls")),
    path("", include("comptoir.items.urls")),
]
handler404 = "comptoir.ui.views.errors.not_found"
handler500 = "comptoir.ui.views.errors.server_error"
