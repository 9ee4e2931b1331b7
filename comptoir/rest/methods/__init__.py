"""The methods that REST itself ships: about the server, the caller, users, departments, and batch."""

from comptoir.rest.methods import departments, server, users

__all__ = ["departments", "events", "server", "users"]
