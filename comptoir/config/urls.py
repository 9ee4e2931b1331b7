"""All addresses, composed from the apps'."""

from django.urls import include, path

from comptoir.ui.views import settings_index

urlpatterns = [
    path("ui/", include("comptoir.ui.urls")),
    path("settings/", settings_index, name="settings"),
    path("", include("comptoir.access.urls")),
    path("", include("comptoir.account.urls")),
    path("", include("comptoir.backup.urls")),
    path("", include("comptoir.rest.urls")),
    path("api/v1/", include("comptoir.api.urls")),
    path("imports/", include("comptoir.imports.urls")),
    path("", include("comptoir.profile.urls")),
    path("", include("comptoir.search.urls")),
    path("", include("comptoir.home.urls")),
    path("", include("comptoir.activities.urls")),
    path("", include("comptoir.sales.urls")),
    path("", include("comptoir.pipelines.urls")),
    path("", include("comptoir.directories.urls")),
    path("", include("comptoir.items.urls")),
]
handler400 = "comptoir.ui.error_pages.bad_request"
handler403 = "comptoir.ui.error_pages.forbidden"
handler404 = "comptoir.ui.error_pages.not_found"
handler500 = "comptoir.rest.endpoint.server_error"
