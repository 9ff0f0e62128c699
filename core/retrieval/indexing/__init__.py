"""Keeping the sealed index in step with the notes, in one profile or two."""
