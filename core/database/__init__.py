"""The private PostgreSQL: its binaries, its cluster, its schema and the program's access to it."""
