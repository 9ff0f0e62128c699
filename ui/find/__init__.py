"""Searching all notes for a passage."""
