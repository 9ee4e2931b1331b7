"""The client profile: how much a client talks to us, by which channel, what was won, at what conversion."""
