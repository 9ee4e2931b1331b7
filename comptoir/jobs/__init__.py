"""Jobs: work in the background that is resumed when its worker is killed."""
