"""Roles: what each of them allows, and the shipped ones."""
