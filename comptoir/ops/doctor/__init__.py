"""Looking for what is broken in a portal, and mending what can be mended without guessing."""
