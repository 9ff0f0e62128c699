"""Texts the practice writes once and uses again: session templates, letters, snippets."""
