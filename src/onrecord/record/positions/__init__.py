"""What the record keeps about questions, and what finds the statements about one."""
