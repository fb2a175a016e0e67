"""Article → attributions: the model, what turns its output into spans and links, and the rules."""

from onrecord.reading.reader import WEIGHTS, Reader, name_of, unread_because

__all__ = ["WEIGHTS", "Reader", "name_of", "unread_because"]
