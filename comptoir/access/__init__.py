"""People and rights: users, departments, roles, the gate."""
