"""Actors: all of them, one, and who is one with whom."""
