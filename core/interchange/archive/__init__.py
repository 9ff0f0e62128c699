"""Exports and imports a practice or one chart as an open archive; format: docs/archive.md."""
