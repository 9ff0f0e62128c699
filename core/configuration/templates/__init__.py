"""What is generated from the table of settings, for those who deploy the program."""

TEMPLATES = ("toml", "json-schema", "admx", "adml", "plist", "docs")
"""What `anamnesis policy template` writes; here, so that the grammar of the command line needs no more."""
