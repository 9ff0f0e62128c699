"""Merges two charts of one person."""
