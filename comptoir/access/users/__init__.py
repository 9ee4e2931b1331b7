"""Users: writes, pages, and the passwords that administrators give."""
