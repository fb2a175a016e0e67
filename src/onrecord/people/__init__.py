"""Source mentions → speakers: names, titles, pronouns, roles."""

from onrecord.people.resolution import Resolved, resolve

__all__ = ["Resolved", "resolve"]
