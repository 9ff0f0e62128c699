"""Selects the quotes that answer, with a model trained for it."""
