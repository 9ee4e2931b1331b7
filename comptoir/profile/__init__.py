"""The client profile: its metrics, its tab, its command."""
