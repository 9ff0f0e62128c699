"""Reuses answers while nothing changed."""
