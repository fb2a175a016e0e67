"""What a second reader tells of statements, kept beside what was read first."""
