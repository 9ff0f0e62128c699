"""A policy template in TOML with every setting as a comment."""

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
    """Sets nothing until a line is uncommented."""
    parts = [_HEAD]
    for each in IN_FILES:
        told = textwrap.fill(words(each.name).for_policy, _WIDTH, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{told}\n# {each.name} = {written(each.kind.example)}\n")
    return "\n".join(parts)


def written(value: object) -> str:
    """A value in TOML syntax; the types of the table are written as in JSON."""
    return json.dumps(value, ensure_ascii=False)
