"""Signing in and out, and what everybody must have done first."""
