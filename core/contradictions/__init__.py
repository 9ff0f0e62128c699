"""Two facts of one client that cannot both hold: shown with their quotes until somebody dismisses them."""
