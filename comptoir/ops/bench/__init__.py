"""Measuring pages against a bare handler that runs the same SQL and sends the same bytes, in one run."""
