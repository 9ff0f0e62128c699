"""Spelling on screen: what is underlined, and what is offered instead."""
