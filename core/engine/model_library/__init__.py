"""The models of this machine: which may be added, which are recorded, which are selected."""
