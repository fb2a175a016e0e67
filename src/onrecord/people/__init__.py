"""Source mentions → speakers and principals: names, titles, pronouns, roles."""

from onrecord.people.resolution import Resolved, resolve

__all__ = ["Resolved", "resolve"]
