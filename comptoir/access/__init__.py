"""People and rights: users, departments, roles, the one gate."""
