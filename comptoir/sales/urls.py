"""Addresses of sales in addition to those of all items."""

from django.urls import path

from comptoir.items.core import converters  # noqa: F401 - registers the converter that the patterns name
from comptoir.sales.product_rows import views

app_name = "sales"

urlpatterns = [
    path("<item_type:item_type>/<int:item_id>/products/", views.products, name="products"),
    path("<item_type:item_type>/<int:item_id>/products/preview/", views.preview, name="preview_products"),
]
