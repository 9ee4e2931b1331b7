"""Addresses of the REST protocol, which one view answers whatever they end with, and of the page of webhooks."""

from django.urls import path, re_path

from comptoir.rest.views import outgoing
from comptoir.rest.views.endpoint import endpoint
from comptoir.rest.views.new_outgoing import new_outgoing
from comptoir.rest.views.new_webhook import new_webhook
from comptoir.rest.views.revoke_webhook import revoke_webhook
from comptoir.rest.views.webhooks import webhooks

app_name = "rest"
urlpatterns = [
    path("settings/webhooks/", webhooks, name="webhooks"),
    path("settings/webhooks/new/", new_webhook, name="new_webhook"),
    path("settings/webhooks/<int:pk>/revoke/", revoke_webhook, name="revoke_webhook"),
    path("settings/webhooks/outgoing/new/", new_outgoing, name="new_outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/", outgoing.show, name="outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/try/", outgoing.try_it, name="try_outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/resume/", outgoing.resume, name="resume_outgoing"),
    path("settings/webhooks/outgoing/<int:pk>/delete/", outgoing.delete, name="delete_outgoing"),
    re_path(r"^rest(?P<path>(?:/(?s:.*))?)$", endpoint, name="endpoint"),
]
