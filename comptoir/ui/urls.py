"""Addresses of the user interface itself."""

from django.urls import path

from comptoir.ui import views
from comptoir.ui.gallery import charts as chart_gallery
from comptoir.ui.gallery import gallery

app_name = "ui"

urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("charts/", chart_gallery.chart_gallery, name="charts"),
    path("sample/save/", gallery.save_sample, name="save_sample"),
    path("sample/undo/", gallery.undo, name="undo"),
    path("sample/inline/", gallery.inline, name="inline"),
    path("sample/people/", gallery.people, name="people"),
    path("sample/<slug:name>/", gallery.sample, name="sample"),
    path("settings/", views.settings_index, name="settings"),
    path("palette/", views.palette, name="palette"),
    path("theme/", views.set_theme, name="theme"),
    path("density/", views.set_density, name="density"),
    path("language/", views.set_language, name="language"),
]
