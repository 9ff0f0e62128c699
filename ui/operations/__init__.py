"""One typed function for each thing a person can do; each returns an `Operation` for `ui.jobs`."""
