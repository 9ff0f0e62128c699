"""Durations and failure counts of operations: names and numbers only, kept on this computer."""
