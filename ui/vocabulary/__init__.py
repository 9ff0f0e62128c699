"""The practice's own abbreviations."""
