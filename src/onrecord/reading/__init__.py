"""Article → attributions: the model, and what turns its output into spans and links."""

from onrecord.reading.conventions import conventional
from onrecord.reading.layouts import with_layout
from onrecord.reading.reader import Reader, Size, name_of, unread_because, weights_of

__all__ = ["Reader", "Size", "conventional", "name_of", "unread_because", "weights_of", "with_layout"]
