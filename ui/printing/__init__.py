"""Typesets charts, sessions and letters for paper, PDF and the preview. Needs no widgets."""
