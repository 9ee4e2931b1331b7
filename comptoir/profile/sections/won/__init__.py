"""The value of won deals, and the last four quarters of it."""
