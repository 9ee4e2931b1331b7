"""Addresses of items. Included last: its last patterns take any tab of any type."""

from django.urls import path

from comptoir.items.cards import new
from comptoir.items.cards import views as cards
from comptoir.items.core import converters  # noqa: F401 - registers the converter that the patterns name
from comptoir.items.core.item_types import item_types
from comptoir.items.history import views as history
from comptoir.items.lists import views as lists
from comptoir.items.lists.segments import views as segments

app_name = "items"

urlpatterns = [
    path("choices/users/", lists.user_choices, name="user_choices"),
    path("live/", history.live, name="live"),
    path("segments/", segments.naming, name="segments_naming"),
    path("undo/<uuid:batch>/", history.undo, name="undo"),
    path("undo/<uuid:batch>/restore/", history.restore, name="restore"),
    # The lists by name, for the shell's entries, which know addresses without arguments.
    *(path(f"{each.path}/", lists.list_page, {"item_type": each}, name=f"{each.code}_list") for each in item_types),
    *(path(f"{each.path}/new/", new.new, {"item_type": each}, name=f"{each.code}_new") for each in item_types),
    path("<item_type:item_type>/filter/", lists.filter_panel, name="filter"),
    path("<item_type:item_type>/columns/", lists.choose_columns, name="columns"),
    path("<item_type:item_type>/export/", lists.export, name="export"),
    path("<item_type:item_type>/choices/", lists.item_choices, name="choices"),
    path("<item_type:item_type>/bulk/delete/", lists.bulk_delete, name="bulk_delete"),
    path("<item_type:item_type>/bulk/responsible/", lists.bulk_responsible, name="bulk_responsible"),
    path("<item_type:item_type>/segments/new/", segments.new_segment, name="new_segment"),
    path("<item_type:item_type>/segments/counts/", segments.counts, name="segment_counts"),
    path("<item_type:item_type>/segments/<int:segment_id>/", segments.segment, name="segment"),
    path("<item_type:item_type>/segments/<int:segment_id>/filter/", segments.segment_filter, name="segment_filter"),
    path("<item_type:item_type>/segments/<int:segment_id>/delete/", segments.delete, name="segment_delete"),
    path("<item_type:item_type>/segments/<int:segment_id>/restore/", segments.restore, name="segment_restore"),
    path("<item_type:item_type>/<int:item_id>/", cards.card_page, name="card"),
    path("<item_type:item_type>/<int:item_id>/fields/<slug:code>/", cards.field, name="field"),
    path("<item_type:item_type>/<int:item_id>/stage/", cards.stage, name="stage"),
    path("<item_type:item_type>/<int:item_id>/delete/", cards.delete, name="delete"),
    path("<item_type:item_type>/<int:item_id>/history/", history.history, name="history"),
    path("<item_type:item_type>/<int:item_id>/<slug:tab>/", cards.related_tab, name="tab"),
]
