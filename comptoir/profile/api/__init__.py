"""Our own JSON interface to figures: /api/v1/, described by /api/v1/openapi.json."""
