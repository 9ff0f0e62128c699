"""Offline updates: a signed release in a folder or on a stick, installed by the package manager."""
