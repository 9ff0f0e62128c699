"""Texts to vectors, in the engine process: the packed pass and the library's own."""
