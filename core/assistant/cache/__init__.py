"""Answers given again while nothing changed."""
