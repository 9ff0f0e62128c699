"""Derives keys with a thousandth of the memory, except those of vault files that an earlier program wrote.

For tests of vaults with many slots: a derivation of the lowest cost takes a tenth of a second. Whole vaults
of full cost are in `tests/security/test_wrong_passphrases`; known answers are in `core.security.selftest`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.security import kdf

_DATA = Path(__file__).parents[3] / "data"
_SHARE = 1024


def _salts(document: Any) -> Iterator[bytes]:
    if isinstance(document, dict):
        if isinstance(salt := document.get("salt"), str):
            yield base64.b64decode(salt)
        document = list(document.values())
    if isinstance(document, list):
        for each in document:
            yield from _salts(each)


_STORED = frozenset(
    salt for file in _DATA.glob("vault_format_*.json") for salt in _salts(json.loads(file.read_text("utf-8")))
)
_derived: dict[tuple[Any, ...], bytes] = {}


class CheapArgon2id:
    """Stands in for `Argon2id`; what is stored was derived at the cost that its file names."""

    def __init__(self, **parameters: Any) -> None:
        stored = parameters["salt"] in _STORED
        memory = parameters["memory_cost"]
        self._parameters = parameters | ({} if stored else {"memory_cost": memory // _SHARE})

    def derive_into(self, typed: bytearray, stretched: bytearray) -> None:
        asked = (*sorted(self._parameters.items()), bytes(typed))
        if asked not in _derived:
            _derived[asked] = Argon2id(**self._parameters).derive(bytes(typed))
        stretched[:] = _derived[asked]


@contextmanager
def cheap_derivations() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "Argon2id", CheapArgon2id)
        yield
