"""Roles: what each allows, and the roles that come with the product."""
