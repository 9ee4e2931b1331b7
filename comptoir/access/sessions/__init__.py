"""Sessions of users: in which browser, since when, last seen; ending them."""
