"""Article → attributions: the model, and what turns its output into spans and links."""

from onrecord.reading.conventions import conventional
from onrecord.reading.layouts import with_layout
from onrecord.reading.reader import Reader, unread_because

__all__ = ["Reader", "conventional", "unread_because", "with_layout"]
