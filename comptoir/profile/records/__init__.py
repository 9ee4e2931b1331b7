"""The records behind a figure: columns, loading, files, and the same as an ordinary list."""
