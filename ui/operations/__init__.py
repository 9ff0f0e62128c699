"""One typed function per user action; each returns an `Operation` for `ui.jobs`."""
