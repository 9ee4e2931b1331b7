"""Addresses of activities beside those that every item has; the home page."""

from django.urls import path

from comptoir.activities.views import complete, home, new, plan, timeline
from comptoir.items.core import converters  # noqa: F401 - registers the converter that the patterns name

app_name = "activities"

urlpatterns = [
    path("", home.home, name="home"),
    path("activities/new/", new.new, name="new"),
    path("activities/<int:activity_id>/complete/", complete.complete, name="complete"),
    path("activities/<int:activity_id>/reopen/", complete.reopen, name="reopen"),
    path("<item_type:item_type>/<int:item_id>/timeline/", timeline.timeline, name="timeline"),
    path("<item_type:item_type>/<int:item_id>/plan/", plan.plan, name="plan"),
]
