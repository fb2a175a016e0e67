"""Commands about the record as a whole: in other formats, counted, proved, served."""
