"""The practice's own abbreviations, understood in questions besides the built-in ones."""
