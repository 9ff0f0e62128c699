"""Keyboard shortcuts, and which may be changed."""
