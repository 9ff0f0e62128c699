"""The indexes in memory: filled at unlock, gone at lock."""
