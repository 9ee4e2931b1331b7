"""The sections of the profile's page, in a folder each."""
