"""Addresses of the settings page of directories."""

from django.urls import path

from comptoir.directories.views import directory, exchange, history, report, retry, save, undo

app_name = "directories"

urlpatterns = [
    path("settings/crm/directories/", directory.first_directory, name="first"),
    path("settings/crm/directories/history/", history.history, name="history_of_all"),
    path("settings/crm/directories/export/", exchange.export_all, name="export_all"),
    path("settings/crm/directories/import/", exchange.import_file, name="import"),
    path("settings/crm/directories/undo/<uuid:batch>/", undo.undo, name="undo"),
    path("settings/crm/directories/undo/<uuid:batch>/report/", report.report, name="report"),
    path("settings/crm/directories/work/<int:pk>/retry/", retry.retry_work, name="retry"),
    path("settings/crm/directories/<slug:slug>/", directory.directory_page, name="directory"),
    path("settings/crm/directories/<slug:slug>/save/", save.save, name="save"),
    path("settings/crm/directories/<slug:slug>/preview/", save.preview, name="preview"),
    path("settings/crm/directories/<slug:slug>/export/", exchange.export, name="export"),
    path("settings/crm/directories/<slug:slug>/history/", history.history, name="history"),
]
