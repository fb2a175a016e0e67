"""Questions, what models propose and coders decide about them, and the positions that follow."""
