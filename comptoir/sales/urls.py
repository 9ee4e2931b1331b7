"""Addresses of sales beside those that every item has."""

from django.urls import path

from comptoir.items.core import converters  # noqa: F401 - registers the converter that the patterns name
from comptoir.sales.views import products

app_name = "sales"

urlpatterns = [
    path("<item_type:item_type>/<int:item_id>/products/", products.products, name="products"),
    path("<item_type:item_type>/<int:item_id>/products/preview/", products.preview, name="preview_products"),
]
