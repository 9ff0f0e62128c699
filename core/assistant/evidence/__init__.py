"""Which words of the record answer, and when none do."""
