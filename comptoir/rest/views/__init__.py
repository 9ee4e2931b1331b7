"""The endpoint of the protocol, and the page of webhooks."""
