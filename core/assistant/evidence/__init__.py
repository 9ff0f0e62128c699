"""Finds the words of the record that answer, and decides when none do."""
