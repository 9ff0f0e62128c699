"""Evaluates answers to questions with known answers on given charts, with the real services."""
