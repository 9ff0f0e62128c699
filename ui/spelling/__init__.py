"""Spell checking on screen: underlines and suggestions."""
