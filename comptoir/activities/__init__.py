"""Activities: contact with clients and work about them."""
