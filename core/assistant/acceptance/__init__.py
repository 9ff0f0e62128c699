"""The acceptance check of a language model: its questions, and the mode it grants."""
