"""Looking for a passage in all notes."""
