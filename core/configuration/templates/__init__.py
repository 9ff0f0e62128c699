"""What is generated from the table of settings, for those who deploy the program."""
