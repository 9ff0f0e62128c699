"""Updates in the window: a quiet line at its foot, and the dialog behind it."""
