"""Clients of the practice."""
