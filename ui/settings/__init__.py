"""The settings page: one control for each setting that a person may choose, and who decided the others."""
