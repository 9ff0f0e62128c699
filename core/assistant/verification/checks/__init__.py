"""The ways in which a sentence can say something else than the words it cites, each looked for by itself."""
