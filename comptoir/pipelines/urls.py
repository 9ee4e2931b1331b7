"""Addresses of the pages of pipelines, which open in a slider over the page of their stages."""

from django.urls import path

from comptoir.pipelines.page import add, edit

app_name = "pipelines"

urlpatterns = [
    path("settings/crm/pipelines/add/", add.add, name="add"),
    path("settings/crm/pipelines/<int:pk>/", edit.edit, name="edit"),
    path("settings/crm/pipelines/<int:pk>/delete/", edit.delete, name="delete"),
]
