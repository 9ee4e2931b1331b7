"""The pages of the account's settings."""
