"""What a language model is examined with, and what it has earned."""
