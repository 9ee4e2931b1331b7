"""Address and shell entry of the home page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from comptoir.home.page import home
from comptoir.ui.navigation import NavItem, navigation

app_name = "home"

urlpatterns = [path("", home, name="home")]

navigation.add(NavItem("home", _("Home"), "house", "home:home", order=10, on_phone=True))
