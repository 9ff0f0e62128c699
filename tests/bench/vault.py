"""Keys: what sealing costs, what an unlock takes beyond its key derivation, and how fast keys turn."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.database.epoch_lock import hold_epoch
from core.ids import ClientId, WorkspaceId, new_id
from core.security.kdf import Argon2Cost, stretch_passphrase
from core.security.keyring import KeyRing
from core.security.memory import random_key
from core.security.sealing import Address, Sealer
from core.settings import Settings
from core.workspace import Workspace

_PASSPHRASE = "seven quiet herons at dusk"


@dataclass(frozen=True, slots=True)
class VaultFigures:
    """Fields of 800 bytes in one thread. `unlock_beyond_ms`: the median unlock less the median derivation,
    with `clients` clients in the practice, measured in turn. `passphrase_in_force_s`: until the new one
    counts, two derivations included; `passphrase_change_s`: until every client's key is renewed too.
    """

    seal_fields_per_s: float
    open_fields_per_s: float
    clients: int
    derivation_ms: float
    unlock_ms: float
    unlock_beyond_ms: float
    rotate_clients_per_s: float
    erase_ms: float
    passphrase_change_s: float
    passphrase_in_force_s: float


def measure_vault(*, clients: int = 2000, unlocks: int = 7) -> VaultFigures:
    """A minute, most of it for making the clients and deriving keys at full cost."""
    cost = Argon2Cost.recommended()
    seal, open_ = _fields_per_s()
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        settings = Settings(
            data_dir=Path(name) / "data",
            state_dir=Path(name) / "state",
            argon2=cost,
            minimum_free_bytes=0,
            ballast_bytes=0,
        )
        workspace = Workspace(settings)
        try:
            workspace.open()
            workspace.initialise(practice_name="Bench", passphrase=_PASSPHRASE)
            made = _add_clients(workspace, clients)
            derivation, unlock = _unlocks(workspace, cost, unlocks)
            services = workspace.services
            rotate_s = _seconds(lambda: services.keys.rotate())
            began, first = time.perf_counter(), list[float]()
            services.keys.change_passphrase(
                current=_PASSPHRASE,
                new=_PASSPHRASE + "!",
                on_progress=lambda *_: first.append(time.perf_counter()),
            )
            change_s = time.perf_counter() - began
            in_force_s = first[0] - began
            erase_s = _seconds(lambda: services.keys.erase_client(made[0], typed_name="Bench, Client 0"))
        finally:
            workspace.close()
    return VaultFigures(
        seal_fields_per_s=seal,
        open_fields_per_s=open_,
        clients=clients,
        derivation_ms=derivation,
        unlock_ms=unlock,
        unlock_beyond_ms=unlock - derivation,
        rotate_clients_per_s=clients / rotate_s,
        erase_ms=erase_s * 1000,
        passphrase_change_s=change_s,
        passphrase_in_force_s=in_force_s,
    )


def _add_clients(workspace: Workspace, count: int) -> list[ClientId]:
    services = workspace.services
    sealer, made = services.audit.sealer, [ClientId(new_id()) for _ in range(count)]
    database = workspace._database
    assert database is not None
    with database.begin(statement_limit_s=0) as session:
        hold_epoch(session)
        repository = ClientRepository(session, sealer)
        for number, client_id in enumerate(made):
            details = ClientDetails(first_name=f"Client {number}", last_name="Bench")
            repository.add(client_id, details, sealer.keyring.add_client(client_id))
        services.audit.record(session, action="import")
    return made


def _unlocks(workspace: Workspace, cost: Argon2Cost, count: int) -> tuple[float, float]:
    """Medians in ms of the bare derivation and of the unlock, in turn."""
    derivations, unlocks = [], []
    for _ in range(count):
        workspace.lock()
        derivations.append(_seconds(lambda: stretch_passphrase(_PASSPHRASE, salt=os.urandom(16), cost=cost)))
        unlocks.append(_seconds(lambda: workspace.unlock(_PASSPHRASE)))
    return statistics.median(derivations) * 1000, statistics.median(unlocks) * 1000


def _fields_per_s(count: int = 20_000) -> tuple[float, float]:
    ring = KeyRing(
        workspace_id=WorkspaceId(new_id()), workspace_keys={1: random_key()}, epochs={1: random_key()}
    )
    client = ClientId(new_id())
    ring.add_client(client)
    sealer = Sealer(ring)
    at = Address("session_version", (new_id(), 1), "sealed_plan", 1, client)
    sealed: list[bytes] = []
    seal_s = _seconds(
        lambda: sealed.extend(sealer.seal(b"x" * 800, purpose="note", at=at) for _ in range(count))
    )
    open_s = _seconds(lambda: [sealer.open(each, purpose="note", at=at) for each in sealed])
    return count / seal_s, count / open_s


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
