"""Reading quotes with a model that was trained for it."""
