"""What programs ask: the API and its description."""
