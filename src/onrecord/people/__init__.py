"""Source mentions → speakers and principals: names, titles, pronouns, roles."""

from onrecord.people.headlines import with_headline
from onrecord.people.resolution import Resolved, resolve

__all__ = ["Resolved", "resolve", "with_headline"]
