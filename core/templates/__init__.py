"""The practice's reusable texts: session templates, letters, snippets."""
