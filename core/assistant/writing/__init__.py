"""The model's turn: what it is told, in which language it may write, and what becomes of its words."""
