"""The table of settings, and its uses: reading, validation, policy, templates and documentation."""
