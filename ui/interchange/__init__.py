"""Dialogs for charts that come in and go out, and for letters."""
