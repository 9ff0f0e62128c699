"""The models of this machine: what may be added, what is recorded, which one is wanted."""
