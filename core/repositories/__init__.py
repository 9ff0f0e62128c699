"""Queries: a database session and a sealer in, frozen dataclasses out. Repositories never commit."""
