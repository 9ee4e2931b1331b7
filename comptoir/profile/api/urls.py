"""The addresses of our own JSON interface."""

from django.urls import path, re_path

from comptoir.profile.api.door import door, unknown
from comptoir.profile.api.openapi import openapi
from comptoir.profile.api.paths import ADDRESSES

app_name = "api"

urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *(
        path(each.route, door(**{one.method: one.endpoint for one in each.operations}), dict(each.fixed))
        for each in ADDRESSES
    ),
    re_path(r"", unknown),
]
