"""Clients: the people a practice looks after."""
