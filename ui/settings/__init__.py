"""The settings page: one control for each setting a person may choose, and who imposed the others."""
