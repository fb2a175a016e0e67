"""What several commands share: options, output, readings in the terminal, and the generated references."""
