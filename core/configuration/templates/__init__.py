"""Files generated from the table of settings, for administrators."""

TEMPLATES = ("toml", "json-schema", "admx", "adml", "plist", "docs")
"""The formats of `anamnesis policy template`; here, so that the command line parser need not import more."""
