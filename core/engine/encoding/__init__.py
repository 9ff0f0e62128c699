"""Encodes texts as vectors, in the engine process: the packed encoder and the library's own."""
