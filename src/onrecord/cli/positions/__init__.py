"""Commands about questions: positions on them, networks, and second opinions."""
