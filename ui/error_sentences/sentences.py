"""The shape of an entry in the tables of sentences."""

from __future__ import annotations

Sentences = tuple[str, str, str]
"""Title, what happened, what to do; the last two may be empty. `{name}` is a parameter of the error.

Under the key `code.reason` stand the sentences for one value of the error's parameter `reason`.
"""
