"""Addresses of people and rights."""

from django.urls import path

from comptoir.access.views import (
    activity,
    add_user,
    departments,
    me,
    own_password,
    password,
    roles,
    sign_in,
    sign_out,
    user,
    users,
)

app_name = "access"

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_out.sign_out, name="sign_out"),
    path("me/", me.me, name="me"),
    path("me/password/", own_password.own_password, name="password"),
    path("settings/users/", users.users, name="users"),
    path("settings/users/add/", add_user.add_user, name="add_user"),
    path("settings/users/<int:pk>/", user.user, name="user"),
    path("settings/users/<int:pk>/password/", password.password, name="user_password"),
    path("settings/users/<int:pk>/deactivate/", activity.deactivate, name="deactivate"),
    path("settings/users/<int:pk>/activate/", activity.activate, name="activate"),
    path("settings/departments/", departments.departments, name="departments"),
    path("settings/departments/add/", departments.add_department, name="add_department"),
    path("settings/departments/<int:pk>/", departments.department, name="department"),
    path("settings/departments/<int:pk>/delete/", departments.delete_department, name="delete_department"),
    path("settings/roles/", roles.roles, name="roles"),
    path("settings/roles/add/", roles.add_role, name="add_role"),
    path("settings/roles/<int:pk>/", roles.role, name="role"),
    path("settings/roles/<int:pk>/delete/", roles.delete_role, name="delete_role"),
]
