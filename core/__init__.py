"""All clinical and technical logic of Anamnesis, usable without a window."""
