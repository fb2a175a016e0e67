"""Actors across articles: their directory, and when two names denote one of them."""
