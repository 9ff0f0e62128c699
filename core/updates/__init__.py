"""Updates without a network: a signed release in a folder or on a stick, for the package manager."""
