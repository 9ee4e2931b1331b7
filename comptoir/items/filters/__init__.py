"""The filter language: in addresses, in words, on the panel, in SQL."""
