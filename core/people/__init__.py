"""The members of a practice: names, roles, adding and removing."""
