"""Names of people in Kazakhstan: pure Python, no database."""
