"""Addresses of the settings page of directories."""

from django.urls import path

from comptoir.directories.page import directory, files, history, running_jobs, save, undo

app_name = "directories"

urlpatterns = [
    path("settings/crm/directories/", directory.first_directory, name="first"),
    path("settings/crm/directories/history/", history.history, name="history_of_all"),
    path("settings/crm/directories/export/", files.export_all, name="export_all"),
    path("settings/crm/directories/import/", files.import_file, name="import"),
    path("settings/crm/directories/undo/<uuid:batch>/", undo.undo, name="undo"),
    path("settings/crm/directories/undo/<uuid:batch>/report/", undo.report, name="report"),
    path("settings/crm/directories/work/<int:pk>/retry/", running_jobs.retry_work, name="retry"),
    path("settings/crm/directories/<slug:slug>/", directory.directory_page, name="directory"),
    path("settings/crm/directories/<slug:slug>/save/", save.save, name="save"),
    path("settings/crm/directories/<slug:slug>/preview/", save.preview, name="preview"),
    path("settings/crm/directories/<slug:slug>/export/", files.export, name="export"),
    path("settings/crm/directories/<slug:slug>/history/", history.history, name="history"),
]
