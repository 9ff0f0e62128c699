"""Checks for the ways in which a sentence can differ in meaning from the words it cites, one per module."""
