"""Article → attributions: the model, what turns its output into spans and links, and the rules."""

from onrecord.reading.reader import Reader, Size, name_of, unread_because, weights_of

__all__ = ["Reader", "Size", "name_of", "unread_because", "weights_of"]
