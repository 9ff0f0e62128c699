"""Keys, people and the audit log: the pages of one dialog."""
