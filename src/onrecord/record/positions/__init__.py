"""Questions: the statements about them, what models propose and coders decide, and the positions that follow."""
