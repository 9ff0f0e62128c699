"""The model's turn: its prompt, its grammar, and the processing of its output."""
