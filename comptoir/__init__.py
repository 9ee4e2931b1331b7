"""Comptoir: an open, self-hosted CRM with Bitrix24's REST interface, in French and English."""
