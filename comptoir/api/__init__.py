"""Our own JSON interface below /api/v1/, described by /api/v1/openapi.json: operations that capabilities declare."""
