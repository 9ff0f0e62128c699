"""JSON Schema (2020-12) of a policy, for editors and for tools that check files before a roll-out."""

from __future__ import annotations

import json

from core.configuration.schema import IN_FILES, Setting
from core.configuration.words import WordsOf

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(words: WordsOf) -> str:
    """As text."""
    document = {
        "$schema": _DIALECT,
        "title": "Anamnesis policy",
        "type": "object",
        "additionalProperties": False,
        "properties": {each.name: _property(each, words) for each in IN_FILES},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _property(setting: Setting, words: WordsOf) -> dict[str, object]:
    told = words(setting.name)
    described: dict[str, object] = {"title": told.title, "description": told.for_policy}
    if isinstance(setting.default, bool | int | float):
        described["default"] = setting.default
    return {**setting.kind.json_schema(), **described}
