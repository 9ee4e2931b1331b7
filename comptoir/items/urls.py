"""Addresses of items. Included last: its last patterns take any tab of any type."""

from django.urls import path

from comptoir.items.cards.views import card_page, choices, delete, field, new, stage, undo
from comptoir.items.core import converters  # noqa: F401 - registers the converter that the patterns name
from comptoir.items.core.item_types import item_types
from comptoir.items.filters import views as filter_panel
from comptoir.items.history import live
from comptoir.items.history import views as history
from comptoir.items.lists.views import bulk, columns, export, list_page
from comptoir.items.segments import naming_view as segments_naming
from comptoir.items.segments import views as segments

app_name = "items"

urlpatterns = [
    path("choices/users/", choices.user_choices, name="user_choices"),
    path("live/", live.live, name="live"),
    path("segments/", segments_naming.naming, name="segments_naming"),
    path("undo/<uuid:batch>/", undo.undo, name="undo"),
    path("undo/<uuid:batch>/restore/", undo.restore, name="restore"),
    # The lists by name, for the shell's entries, which know addresses without arguments.
    *(path(f"{each.path}/", list_page.list_page, {"item_type": each}, name=f"{each.code}_list") for each in item_types),
    *(path(f"{each.path}/new/", new.new, {"item_type": each}, name=f"{each.code}_new") for each in item_types),
    path("<item_type:item_type>/filter/", filter_panel.filter_panel, name="filter"),
    path("<item_type:item_type>/columns/", columns.columns, name="columns"),
    path("<item_type:item_type>/export/", export.export, name="export"),
    path("<item_type:item_type>/choices/", choices.item_choices, name="choices"),
    path("<item_type:item_type>/bulk/delete/", bulk.bulk_delete, name="bulk_delete"),
    path("<item_type:item_type>/bulk/responsible/", bulk.bulk_responsible, name="bulk_responsible"),
    path("<item_type:item_type>/segments/new/", segments.new_segment, name="new_segment"),
    path("<item_type:item_type>/segments/counts/", segments.counts, name="segment_counts"),
    path("<item_type:item_type>/segments/<int:segment_id>/", segments.segment, name="segment"),
    path("<item_type:item_type>/segments/<int:segment_id>/filter/", segments.segment_filter, name="segment_filter"),
    path("<item_type:item_type>/segments/<int:segment_id>/delete/", segments.delete, name="segment_delete"),
    path("<item_type:item_type>/segments/<int:segment_id>/restore/", segments.restore, name="segment_restore"),
    path("<item_type:item_type>/<int:item_id>/", card_page.card_page, name="card"),
    path("<item_type:item_type>/<int:item_id>/fields/<slug:code>/", field.field, name="field"),
    path("<item_type:item_type>/<int:item_id>/stage/", stage.stage, name="stage"),
    path("<item_type:item_type>/<int:item_id>/delete/", delete.delete, name="delete"),
    path("<item_type:item_type>/<int:item_id>/history/", history.history, name="history"),
    path("<item_type:item_type>/<int:item_id>/<slug:tab>/", card_page.related_tab, name="tab"),
]
