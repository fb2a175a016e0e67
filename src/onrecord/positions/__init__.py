"""Questions, and where actors stand on them: what is about a question, who takes which side, who agrees with whom."""
