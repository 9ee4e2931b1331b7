"""Addresses of the search; its page is named without a namespace, so that the shell finds it."""

from django.urls import path

from comptoir.search import views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/quick/", views.quick, name="search_quick"),
]
