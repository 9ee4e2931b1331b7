"""Settings, addresses and the WSGI entry: composition only."""
