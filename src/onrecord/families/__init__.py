"""Statements that report one utterance: how their words compare, and which belong together."""
