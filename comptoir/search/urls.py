"""Addresses of the search; its page is named without a namespace, so that the shell finds it."""

from django.urls import path

from comptoir.search.views import results

urlpatterns = [
    path("search/", results.results, name="search"),
    path("search/quick/", results.quick, name="search_quick"),
]
