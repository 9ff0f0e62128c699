"""Text to lexemes, in English and Hebrew, and the synonym tables."""
