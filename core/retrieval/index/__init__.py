"""The stored index: sealed passages and vectors of each source."""
