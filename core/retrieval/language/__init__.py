"""Text to lexemes, in English and Hebrew, and the tables of words that mean the same."""
