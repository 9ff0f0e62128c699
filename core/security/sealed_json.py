"""Small records sealed as JSON, in one encoding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from core.damage import content_of
from core.errors import TamperedRecord
from core.security.sealing import Address, Purpose, Sealer

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def seal_json(sealer: Sealer, value: Mapping[str, Any], *, purpose: Purpose, at: Address) -> bytes:
    """`value` as compact UTF-8 JSON, sealed."""
    encoded = _ENCODER.encode(value)
    # A keyboard or an import can produce a lone surrogate; it is kept unchanged.
    return sealer.seal(encoded.encode(errors="surrogatepass"), purpose=purpose, at=at)


def open_json(sealer: Sealer, sealed: bytes, *, purpose: Purpose, at: Address) -> dict[str, Any]:
    """The inverse of `seal_json`. Raises as `Sealer.open`; `TamperedRecord` also for non-objects."""
    plain = sealer.open(sealed, purpose=purpose, at=at)
    with content_of(at.table, at.column):
        opened: object = json.loads(plain)
    if not isinstance(opened, dict):
        raise TamperedRecord("tampered_record", table=at.table, column=at.column)
    return opened
