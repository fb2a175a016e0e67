"""What persons decide about statements and articles: the edits, what holds after them, and what is reviewed next."""
