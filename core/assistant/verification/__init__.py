"""Checks whether the cited words support a sentence, claim by claim, without a model."""
