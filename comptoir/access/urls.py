"""Addresses of people and rights."""

from django.urls import path

from comptoir.access.departments import views as departments
from comptoir.access.me import sessions as own_sessions
from comptoir.access.me import views as me
from comptoir.access.roles import views as roles
from comptoir.access.sign_in import views as sign_in
from comptoir.access.users import password
from comptoir.access.users import sessions as user_sessions
from comptoir.access.users import views as users

app_name = "access"

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("me/", me.me, name="me"),
    path("me/password/", me.own_password, name="password"),
    path("me/sessions/", own_sessions.own_sessions, name="sessions"),
    path("settings/users/", users.users, name="users"),
    path("settings/users/add/", users.add_user, name="add_user"),
    path("settings/users/<int:pk>/", users.user, name="user"),
    path("settings/users/<int:pk>/password/", password.password, name="user_password"),
    path("settings/users/<int:pk>/sessions/", user_sessions.sessions, name="user_sessions"),
    path("settings/users/<int:pk>/deactivate/", users.deactivate, name="deactivate"),
    path("settings/users/<int:pk>/activate/", users.activate, name="activate"),
    path("settings/departments/", departments.departments, name="departments"),
    path("settings/departments/add/", departments.add_department, name="add_department"),
    path("settings/departments/<int:pk>/", departments.department, name="department"),
    path("settings/departments/<int:pk>/delete/", departments.delete_department, name="delete_department"),
    path("settings/roles/", roles.roles, name="roles"),
    path("settings/roles/add/", roles.add_role, name="add_role"),
    path("settings/roles/<int:pk>/", roles.role, name="role"),
    path("settings/roles/<int:pk>/delete/", roles.delete_role, name="delete_role"),
]
