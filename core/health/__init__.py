"""The health of an installation and its data."""
