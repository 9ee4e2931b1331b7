"""Pipelines: the sets of stages of deals and invoices."""
