"""A draft and a headline, held against what was said."""
