"""Sign-in, one's own page, and the administrator's pages of users, departments and roles."""
