"""Networks of discourse: who stands where, who agrees with whom, which camps there are and what they share."""
