"""What goes on beside the pages: jobs, rounds of feeds, and what takes its turn at the record."""
