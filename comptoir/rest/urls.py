"""Addresses of the REST protocol: one view answers all of them, whatever they end with."""

from django.urls import re_path

from comptoir.rest.views.endpoint import endpoint

app_name = "rest"
urlpatterns = [
    re_path(r"^rest(?P<path>(?:/(?s:.*))?)$", endpoint, name="endpoint"),
]
