"""A language model as second reader: it is asked, and what it answers is kept only with words found in the text."""
