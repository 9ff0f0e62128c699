"""Backups: sealed rows in encrypted pieces, signed manifests, and verified restores."""
