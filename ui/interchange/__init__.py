"""Dialogs for importing and exporting charts, and for letters."""
