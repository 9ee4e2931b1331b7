"""Addresses of the REST protocol, which one view answers whatever they end with, and of the page of webhooks."""

from django.urls import path, re_path

from comptoir.rest.endpoint import endpoint
from comptoir.rest.incoming.views import new_webhook, revoke_webhook, webhooks
from comptoir.rest.outgoing import views
from comptoir.rest.outgoing.views import new_outgoing

app_name = "rest"
urlpatterns = [
    path("settings/webhooks/", webhooks, name="webhooks"),
    path("settings/webhooks/new/", new_webhook, name="new_webhook"),
    path("settings/webhooks/<int:pk>/revoke/", revoke_webhook, name="revoke_webhook"),
    path("settings/webhooks/outgoing/new/", new_outgoing, name="new_outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/", views.show, name="outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/try/", views.try_it, name="try_outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/resume/", views.resume, name="resume_outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/secret/", views.new_secret, name="new_secret"),
    path("settings/webhooks/outgoing/<int:pk>/delete/", views.delete, name="delete_outgoing"),
    re_path(r"^rest(?P<path>(?:/(?s:.*))?)$", endpoint, name="endpoint"),
]
