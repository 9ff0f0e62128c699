"""Charts, sessions and letters on paper and as PDF."""
