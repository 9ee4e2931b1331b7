"""One command a file; each says with --help what it does, and exits non-zero when it fails."""
