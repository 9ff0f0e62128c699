"""The in-memory indexes: filled at unlock, dropped at lock."""
