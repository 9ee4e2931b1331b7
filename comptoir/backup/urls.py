"""Addresses of the pages of backups."""

from django.urls import path

from comptoir.backup.page import views

app_name = "backup"

urlpatterns = [
    path("settings/backups/", views.backups, name="backups"),
    path("settings/backups/now/", views.start, name="start"),
    path("settings/backups/progress/", views.progress, name="progress"),
    path("settings/backups/<str:name>/download/", views.download, name="download"),
    path("settings/backups/<str:name>/delete/", views.delete, name="delete"),
]
