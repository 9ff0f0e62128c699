"""What is said of each check: its name, what was found, and what to do."""
