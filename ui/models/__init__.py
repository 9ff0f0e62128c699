"""The models for searching and writing, and the index they build."""
