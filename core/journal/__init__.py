"""Unsaved words, sealed on disk until they are stored."""
