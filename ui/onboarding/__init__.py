"""The first run: a practice, a passphrase, a recovery key."""
