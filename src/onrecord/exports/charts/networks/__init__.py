"""A network as a drawing: where its nodes stand, their labels, its ties."""
