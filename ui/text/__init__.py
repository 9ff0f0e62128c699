"""Functions on texts: direction, days, lines, excerpts, matching. Nothing here draws."""
