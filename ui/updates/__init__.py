"""Updates in the window: an unobtrusive line in the status bar, and its dialog."""
