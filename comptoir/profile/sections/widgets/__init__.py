"""The viewer's own widgets, as a section of the page."""
