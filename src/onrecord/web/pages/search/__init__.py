"""Search: what is found, kept as a search, and taken away as a file."""
