"""An article, its statements, its versions and its headline."""
