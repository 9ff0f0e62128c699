"""The recovery key: 160 random bits in a form that can be printed, read out and typed."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from dataclasses import dataclass, field

from core.errors import InputRefused

_SECRET_BYTES = 20
_CHECK_CHARACTERS = 4
_GROUP = 4


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The secret itself; `text` is its printed form: nine groups of four, the last one a checksum."""

    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> RecoveryKey:
        return cls(os.urandom(_SECRET_BYTES))

    @property
    def text(self) -> str:
        characters = base64.b32encode(self.secret).decode() + _checksum(self.secret)
        return "-".join(characters[i : i + _GROUP] for i in range(0, len(characters), _GROUP))

    @classmethod
    def parse(cls, text: str) -> RecoveryKey:
        """Reads the printed form; case, spaces and dashes do not matter, 0, 1 and 8 are read as O, I and B.

        Raises `InputRefused("recovery_key_mistyped")` when the length or the checksum is wrong.
        """
        characters = re.sub(r"[\s\-–—]", "", text).upper().translate(str.maketrans("018", "OIB"))
        secret_characters, check = characters[:-_CHECK_CHARACTERS], characters[-_CHECK_CHARACTERS:]
        try:
            secret = base64.b32decode(secret_characters)
        except ValueError as error:
            raise InputRefused("recovery_key_mistyped") from error
        if len(secret) != _SECRET_BYTES or _checksum(secret) != check:
            raise InputRefused("recovery_key_mistyped")
        return cls(secret)


def _checksum(secret: bytes) -> str:
    return base64.b32encode(hashlib.sha256(b"anamnesis/recovery" + secret).digest()).decode()[
        :_CHECK_CHARACTERS
    ]
