"""Backups in the window: the page, the line in the status bar, what is done by itself, and at closing."""
