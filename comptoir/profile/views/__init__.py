"""The pages of the profile."""
