"""What the fuzzed functions are given: one practice's keys and files, and documents with a value replaced."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from core.ids import ClientId, SessionId, UserId
from core.journal.dto import JournalDraft
from core.journal.entry import seal_entry
from core.security.identity import Identity
from core.security.keyring import WrappedClientKey
from core.security.open_vault import OpenVault
from core.security.sealing import Address, Sealer
from core.security.unlocking import found_vault
from core.security.vault import Vault
from core.sessions.dto import SoapText
from tests.security.key_practice import CHEAP

OWNER = "seven quiet herons"
DATA = Path(__file__).resolve().parents[1] / "data"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CLIENT = ClientId(UUID(int=7))
AT = Address("session_version", (UUID(int=8), 1), "sealed_plan", 1, CLIENT)
PLAINTEXT = b"ibuprofen 600 mg"


MEMORY = Path("/dev/shm")


@cache
def _folder() -> Path:
    """A folder of this process, in memory where there is such a place."""
    folder = Path(tempfile.mkdtemp(prefix="anamnesis-fuzz-", dir=MEMORY if MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def in_memory(content: bytes) -> Path:
    """A file with `content`; the next call replaces it."""
    path = _folder() / "file"
    path.write_bytes(content)
    return path


@dataclass(frozen=True, slots=True)
class Made:
    """One practice's keys and files, made once a process, under `lower_the_floor`."""

    opened: OpenVault
    document: dict[str, Any]
    vault: Vault
    sealer: Sealer
    sealed: bytes
    key: WrappedClientKey
    journal: bytes
    export: bytes
    folder: Path
    identity: Identity


@cache
def made() -> Made:
    folder = Path(tempfile.mkdtemp(prefix="anamnesis-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    opened, _ = found_vault(folder / "vault.json", passphrase=OWNER, cost=CHEAP, today=date(2026, 3, 2))
    opened.save()
    opened.add_member(
        name="Noa", role="clinician", passphrase="eleven loud cranes", cost=CHEAP, today=date(2026, 3, 2)
    )
    content = (folder / "vault.json").read_bytes()
    vault = Vault.load(in_memory(content))
    assert isinstance(vault, Vault)
    key = opened.keyring.add_client(CLIENT)
    sealer = Sealer(opened.keyring)
    assert opened._identity is not None
    return Made(
        opened=opened,
        document=json.loads(content),
        vault=vault,
        sealer=sealer,
        sealed=sealer.seal(PLAINTEXT, purpose="note", at=AT),
        key=key,
        journal=seal_entry(_draft(), NOW, sealer),
        export=(DATA / "audit_export.jsonl").read_bytes(),
        folder=folder,
        identity=opened._identity,
    )


def _draft() -> JournalDraft:
    return JournalDraft(
        session_id=SessionId(UUID(int=9)), client_id=CLIENT, author=UserId(UUID(int=10)), base_version=3,
        day=date(2026, 3, 2), text=SoapText(plan="Ice."), at=None,
    )  # fmt: skip


# A JSON document with one of its values replaced: what a fuzzer of bytes seldom comes upon by itself.


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a document, the document itself left out."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        yield (*path, name)
        yield from leaves(child, (*path, name))


def spliced(document: Any, data: bytes) -> Any:
    """`document` with the value that the first two bytes choose replaced by the JSON in the rest, or gone."""
    copy = json.loads(json.dumps(document))
    paths = list(leaves(copy))
    path = paths[int.from_bytes(data[:2]) % len(paths)]
    holder = copy
    for name in path[:-1]:
        holder = holder[name]
    if len(data) <= 2:
        del holder[path[-1]]
        return copy
    try:
        holder[path[-1]] = json.loads(data[2:])
    except (ValueError, RecursionError):
        holder[path[-1]] = data[2:].decode("utf-8", "surrogateescape")
    return copy
