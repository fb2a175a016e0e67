"""What several stages share about the language."""
