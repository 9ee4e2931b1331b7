"""Addresses of activities in addition to those of all items."""

from django.urls import path

from comptoir.activities import views
from comptoir.items.core import converters  # noqa: F401 - registers the converter that the patterns name

app_name = "activities"

urlpatterns = [
    path("activities/new/", views.new, name="new"),
    path("activities/<int:activity_id>/complete/", views.complete, name="complete"),
    path("activities/<int:activity_id>/reopen/", views.reopen, name="reopen"),
    path("<item_type:item_type>/<int:item_id>/timeline/", views.timeline, name="timeline"),
    path("<item_type:item_type>/<int:item_id>/plan/", views.plan, name="plan"),
]
