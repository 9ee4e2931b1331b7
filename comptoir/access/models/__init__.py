"""The people of the account: users in a tree of departments, with roles."""

from comptoir.access.models.department import Department
from comptoir.access.models.role import Grant, Role
from comptoir.access.models.sign_in_failure import SignInFailure
from comptoir.access.models.user import User

__all__ = ["Department", "Grant", "Role", "SignInFailure", "User"]
