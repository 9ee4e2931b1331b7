"""Addresses of imports."""

from django.urls import path

from comptoir.imports.pages import mapping, report, runs

app_name = "imports"

urlpatterns = [
    path("", runs.runs, name="list"),
    path("<int:run_id>/", report.report, name="run"),
    path("<int:run_id>/mapping/", mapping.mapping, name="mapping"),
    path("<int:run_id>/progress/", report.progress, name="progress"),
    path("<int:run_id>/errors.csv", report.errors, name="errors"),
    path("<int:run_id>/resume/", report.resume, name="resume"),
    path("<int:run_id>/discard/", report.discard, name="discard"),
]
