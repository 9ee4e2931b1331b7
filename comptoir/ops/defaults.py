"""What every account has from its first start: settings, roles, directories, pipelines."""

from comptoir.access.roles.default_roles import load_roles
from comptoir.account.defaults import load_account
from comptoir.account.queries import account
from comptoir.directories.values.seeding import load_directories
from comptoir.pipelines.defaults import load_pipelines


def load_defaults() -> None:
    """Load what is not there yet; called after every migration, changes nothing that exists."""
    load_account()
    load_roles()
    load_directories(account().language)
    load_pipelines()
