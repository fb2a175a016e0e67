"""Review: what persons decide about statements and positions, and what comes of it."""
