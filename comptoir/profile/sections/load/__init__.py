"""The communication load: activities on deals per deal alive, held against a target."""
