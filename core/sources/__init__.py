"""The sources of a practice: the sessions, client records and attachments that are searched and quoted."""
