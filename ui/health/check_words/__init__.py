"""The texts of each check: its name, the finding, and the remedy."""
