"""The benchmark: what the application costs beside its bare counterparts, side by side in one run."""
