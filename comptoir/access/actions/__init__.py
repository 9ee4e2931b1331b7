"""Every write to people and rights: pages, the command line and imports call these and nothing else."""

from comptoir.access.actions.activate_user import activate_user
from comptoir.access.actions.add_department import add_department
from comptoir.access.actions.add_role import add_role
from comptoir.access.actions.add_user import add_user
from comptoir.access.actions.change_own_password import change_own_password
from comptoir.access.actions.deactivate_user import deactivate_user
from comptoir.access.actions.delete_department import delete_department
from comptoir.access.actions.delete_role import delete_role
from comptoir.access.actions.rename_role import rename_role
from comptoir.access.actions.set_grants import set_grants
from comptoir.access.actions.set_password import set_password
from comptoir.access.actions.sign_in import sign_in
from comptoir.access.actions.update_department import update_department
from comptoir.access.actions.update_me import update_me
from comptoir.access.actions.update_role import update_role
from comptoir.access.actions.update_user import update_user

__all__ = [
    "activate_user",
    "add_department",
    "add_role",
    "add_user",
    "change_own_password",
    "deactivate_user",
    "delete_department",
    "delete_role",
    "rename_role",
    "set_grants",
    "set_password",
    "sign_in",
    "update_department",
    "update_me",
    "update_role",
    "update_user",
]
