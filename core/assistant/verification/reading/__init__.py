"""Parses a text into comparable claims: words, numbers, dates, sides and their assertion status."""
