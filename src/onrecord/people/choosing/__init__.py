"""Who is meant by a source that names nobody by itself: candidates, their features, and the learned choice."""
