"""The commands of `comptoir`."""
