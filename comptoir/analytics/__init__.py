"""The metric engine: scopes, metrics, ratios, explanations."""
