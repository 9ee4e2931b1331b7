"""Addresses of imports."""

from django.urls import path

from comptoir.imports.views import discard, errors, mapping, progress, report, resume, runs

app_name = "imports"

urlpatterns = [
    path("", runs.runs, name="list"),
    path("<int:run_id>/", report.report, name="run"),
    path("<int:run_id>/mapping/", mapping.mapping, name="mapping"),
    path("<int:run_id>/progress/", progress.progress, name="progress"),
    path("<int:run_id>/errors.csv", errors.errors, name="errors"),
    path("<int:run_id>/resume/", resume.resume, name="resume"),
    path("<int:run_id>/discard/", discard.discard, name="discard"),
]
