"""The screen of a locked practice."""
