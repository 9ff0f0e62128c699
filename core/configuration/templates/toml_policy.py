"""A policy in TOML with every setting as a comment, to begin from."""

from __future__ import annotations

import json
import textwrap

from core.configuration.schema import IN_FILES
from core.configuration.words import WordsOf

_HEAD = """\
# Policy of Anamnesis. Lies in /etc/anamnesis/policy.toml (Linux), owned by root and writable by nobody else.
# Check it with: anamnesis policy check FILE
"""
_WIDTH = 108


def toml_policy(words: WordsOf) -> str:
    """Sets nothing until a line is taken out of its comment."""
    parts = [_HEAD]
    for each in IN_FILES:
        told = textwrap.fill(words(each.name).for_policy, _WIDTH, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{told}\n# {each.name} = {written(each.kind.example)}\n")
    return "\n".join(parts)


def written(value: object) -> str:
    """A value as TOML writes it; what the table needs is written as JSON writes it."""
    return json.dumps(value, ensure_ascii=False)
