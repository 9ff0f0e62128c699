"""Backups: sealed rows in encrypted pieces, signed manifests, restores that are proved."""
