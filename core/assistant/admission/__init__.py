"""Validates a question: cleaned, checked for attempts to redirect the assistant, and counted."""
