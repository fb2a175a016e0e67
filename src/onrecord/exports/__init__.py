"""The record in other formats, one module a format."""
