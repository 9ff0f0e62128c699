"""Writing aids over a note, and the dialog in which the practice keeps its texts."""
