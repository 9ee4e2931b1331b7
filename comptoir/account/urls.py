"""Addresses of the account's settings."""

from django.urls import path

from comptoir.account.views import account, currencies

app_name = "account"

urlpatterns = [
    path("settings/account/", account.account_page, name="account"),
    path("settings/account/currencies/add/", currencies.add, name="add_currency"),
    path("settings/account/currencies/<slug:code>/", currencies.currency, name="currency"),
    path("settings/account/currencies/<slug:code>/rates/<int:pk>/delete/", currencies.delete, name="delete_rate"),
    path("settings/account/currencies/<slug:code>/rates/restore/", currencies.restore, name="restore_rate"),
]
