"""What changed in an article from one version to the next, statement by statement."""
