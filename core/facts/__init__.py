"""Typed statements of the record with the exact words that say them."""
