"""The addresses of our own JSON interface, as the capabilities declared them."""

from django.urls import path, re_path

from comptoir.api.addresses import addresses
from comptoir.api.openapi import openapi
from comptoir.api.views import unknown, view_of

app_name = "api"

urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *(path(address.route, view_of(address)) for address in addresses),
    re_path(r"", unknown),
]
