"""The addresses of the profile: a tab of the cards of contacts and companies."""

from django.urls import path

from comptoir.items.core import converters  # noqa: F401 - teaches the addresses <item_type:...>
from comptoir.profile.definitions import definitions_page
from comptoir.profile.drilldown.explanation import explanation_page
from comptoir.profile.drilldown.export import figure_export
from comptoir.profile.drilldown.page import figure_page
from comptoir.profile.page import fold, print_page, profile_page
from comptoir.profile.sections.load.targets_page import targets_page
from comptoir.profile.sections.standing.pages import choices_page, fit_now, standing_page
from comptoir.profile.strip import strip
from comptoir.profile.widget_pages.arranging import (
    layout_restoring,
    layout_undo,
    widget_copy,
    widget_list,
    widget_order,
    widget_removal,
    widget_size,
)
from comptoir.profile.widget_pages.export import widget_explanation, widget_export
from comptoir.profile.widget_pages.publishing import layout_publishing, layout_withdrawal
from comptoir.profile.widget_pages.settings import widget_addition, widget_gallery, widget_preview, widget_settings
from comptoir.profile.widget_pages.span import widget_span

app_name = "profile"

CLIENT = "<item_type:item_type>/<int:item_id>/profile/"

WIDGETS = f"{CLIENT}widgets/"
WIDGET = f"{WIDGETS}<slug:widget_id>/"

urlpatterns = [
    path("metrics/", definitions_page, name="definitions"),
    path(CLIENT, profile_page, name="page"),
    path(f"{CLIENT}strip/", strip, name="strip"),
    path(f"{CLIENT}print/", print_page, name="print"),
    path(f"{CLIENT}targets/", targets_page, name="targets"),
    path(f"{CLIENT}fold/", fold, name="fold"),
    path(WIDGETS, widget_list, name="widgets"),
    path(f"{WIDGETS}order/", widget_order, name="widget_order"),
    path(f"{WIDGETS}gallery/", widget_gallery, name="widget_gallery"),
    path(f"{WIDGETS}add/", widget_addition, name="widget_addition"),
    path(f"{WIDGETS}preview/", widget_preview, name="widget_preview"),
    path(f"{WIDGETS}restore/", layout_restoring, name="layout_restoring"),
    path(f"{WIDGETS}undo/<int:version>/", layout_undo, name="layout_undo"),
    path(f"{WIDGETS}publish/", layout_publishing, name="layout_publishing"),
    path(f"{WIDGETS}published/<int:layout_id>/withdraw/", layout_withdrawal, name="layout_withdrawal"),
    path(WIDGET, widget_settings, name="widget_settings"),
    path(f"{WIDGET}size/", widget_size, name="widget_size"),
    path(f"{WIDGET}duplicate/", widget_copy, name="widget_copy"),
    path(f"{WIDGET}remove/", widget_removal, name="widget_removal"),
    path(f"{WIDGET}export/", widget_export, name="widget_export"),
    path(f"{WIDGET}span/", widget_span, name="widget_span"),
    path(f"{WIDGET}explained/", widget_explanation, name="widget_explanation"),
    path(f"{CLIENT}standing/", standing_page, name="standing"),
    path("settings/crm/standing/", choices_page, name="standing_choices"),
    path("settings/crm/standing/fit/", fit_now, name="standing_fit"),
    path(f"{CLIENT}<slug:code>/", figure_page, name="figure"),
    path(f"{CLIENT}<slug:code>/export/", figure_export, name="figure_export"),
    path(f"{CLIENT}<slug:code>/explained/", explanation_page, name="explained"),
]
