"""Commands about articles: in, again, out, and each by itself."""
