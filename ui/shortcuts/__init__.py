"""Which keys do what, and which may be changed."""
