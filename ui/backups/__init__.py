"""Backups in the window: the page, the line in the status bar, automatic backups, and the one at closing."""
