"""A practice that several accounts of one computer share, one at a time (decision 0075)."""
