"""A practice or one chart as an open archive, and back; the format is described in docs/archive.md."""
