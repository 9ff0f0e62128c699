"""Typed statements extracted from the record, each with the exact words that state it."""
