"""Contradictory facts of one client, displayed with their quotes until dismissed."""
