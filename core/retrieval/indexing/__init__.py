"""Keeps the sealed index up to date with the notes, in one or two profiles."""
