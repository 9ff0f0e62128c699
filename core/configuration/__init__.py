"""One table of settings, and what is made of it: reading, validation, policy, templates and documentation."""
