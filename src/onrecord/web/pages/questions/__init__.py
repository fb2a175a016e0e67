"""Questions and what follows from positions on them: who stands where, the matrix, the network, common ground."""
