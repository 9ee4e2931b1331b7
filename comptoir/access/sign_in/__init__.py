"""Signing in and out, and the middleware that requires it."""
