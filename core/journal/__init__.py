"""Unsaved text, sealed on disk until it is stored."""
