"""The types of settings: each parses a value of a file, and describes what it allows in JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from core.security.escrow import parsed_recipient
from core.security.publisher_keys import parsed_public_key, public_key_text

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class Refused(ValueError):
    """The value is not allowed; `reason` and `params` say what is allowed."""

    def __init__(self, reason: str, value: object, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.params = params


class Kind(Protocol):
    """The type of a value. `example` is an allowed one, as written in a settings file."""

    @property
    def example(self) -> object: ...

    def read(self, value: object) -> Any:
        """The value in the program's form. Raises `Refused`."""

    def json_schema(self) -> Mapping[str, object]:
        """What is allowed, without title and description."""


@dataclass(frozen=True, slots=True)
class Switch:
    """True or false."""

    example: bool = False

    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise Refused("switch", value)
        return value

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """From `low` to `high`, both included."""

    low: int
    high: int
    example: int

    def read(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise Refused("whole_number", value, low=f"{self.low}", high=f"{self.high}")
        return value

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """From `low` to `high`, both included."""

    low: float
    high: float
    example: float

    def read(self, value: object) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not self.low <= value <= self.high:  # type: ignore[operator]
            raise Refused("number", value, low=f"{self.low:g}", high=f"{self.high:g}")
        return float(value)  # type: ignore[arg-type]

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    @property
    def example(self) -> str:
        return self.words[0]

    def read(self, value: object) -> str:
        if value not in self.words:
            raise Refused("word", value, words=", ".join(self.words))
        return str(value)

    def json_schema(self) -> Mapping[str, object]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class SomeOf:
    """A list of some of these words, at least one."""

    words: tuple[str, ...]

    @property
    def example(self) -> list[str]:
        return [self.words[0]]

    def read(self, value: object) -> frozenset[str]:
        if not isinstance(value, list) or not value:
            raise Refused("words", value, words=", ".join(self.words))
        for each in value:
            if each not in self.words:
                raise Refused("words", each, words=", ".join(self.words))
        return frozenset(value)

    def json_schema(self) -> Mapping[str, object]:
        return {
            "type": "array",
            "items": {"enum": list(self.words)},
            "minItems": 1,
            "uniqueItems": True,
        }


@dataclass(frozen=True, slots=True)
class Hashes:
    """A list of SHA-256 sums; an empty one allows none."""

    @property
    def example(self) -> list[str]:
        return ["53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"]

    def read(self, value: object) -> frozenset[str]:
        if not isinstance(value, list):
            raise Refused("hashes", value)
        for each in value:
            if not (isinstance(each, str) and _SHA256.fullmatch(each)):
                raise Refused("hashes", each)
        return frozenset(each.lower() for each in value)

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"}}


@dataclass(frozen=True, slots=True)
class Folders:
    """A list of absolute paths, at least one."""

    @property
    def example(self) -> list[str]:
        return ["/srv/backups"]

    def read(self, value: object) -> tuple[Path, ...]:
        if not isinstance(value, list) or not value:
            raise Refused("folders", value)
        for each in value:
            if not isinstance(each, str) or "\0" in each:
                raise Refused("folders", each)
            # With `..` a path does not mean what its beginning says.
            if not Path(each).is_absolute() or ".." in Path(each).parts:
                raise Refused("folders", each)
        return tuple(Path(each) for each in dict.fromkeys(value))

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}


@dataclass(frozen=True, slots=True)
class PublisherKeys:
    """A list of public Ed25519 keys; an empty one trusts nobody."""

    @property
    def example(self) -> list[str]:
        return ["ed25519:…"]

    def read(self, value: object) -> frozenset[str]:
        if not isinstance(value, list):
            raise Refused("publisher_keys", value)
        found = set()
        for each in value:
            try:
                found.add(public_key_text(parsed_public_key(each if isinstance(each, str) else "")))
            except ValueError as error:
                raise Refused("publisher_keys", each) from error
        return frozenset(found)

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "array", "items": {"type": "string", "pattern": "^ed25519:[A-Za-z0-9+/]{43}=$"}}


@dataclass(frozen=True, slots=True)
class Folder:
    """One absolute path."""

    example: str

    def read(self, value: object) -> Path:
        if not isinstance(value, str) or "\0" in value:
            raise Refused("folder", value)
        if not Path(value).is_absolute() or ".." in Path(value).parts:
            raise Refused("folder", value)
        return Path(value)

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class AgeRecipient:
    """The public half of an age key pair."""

    @property
    def example(self) -> str:
        return "age1…"

    def read(self, value: object) -> str:
        if not isinstance(value, str):
            raise Refused("age_recipient", value)
        try:
            parsed_recipient(value)
        except ValueError as error:
            raise Refused("age_recipient", value) from error
        return value.strip()

    def json_schema(self) -> Mapping[str, object]:
        return {"type": "string", "pattern": "^age1[02-9ac-hj-np-z]{58}$"}


TRUSTING: tuple[type, ...] = (AgeRecipient, PublisherKeys)
"""Kinds whose value grants access: templates omit them, because an example would grant it too."""
