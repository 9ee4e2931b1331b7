"""The methods that REST itself ships: about the server, the caller and users, and batch."""

from comptoir.rest.methods import server, users

__all__ = ["server", "users"]
