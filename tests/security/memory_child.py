"""A practice to be looked into from outside: unlocked and busy, then locked, then waiting.

`python -m tests.security.memory_child ROOT PASSPHRASE_FILE CANARIES_FILE`. Says `OPEN` and, as JSON, the keys
in its memory, each combined with a pad so that the line itself holds none. After a line on standard input it
locks, says `LOCKED`, and waits for the end of its input.
"""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import date
from pathlib import Path

from core.clients.dto import ClientDetails
from core.errors import AnamnesisError
from core.security.freed_memory import fill_what_is_freed
from core.security.kdf import Argon2Cost
from core.services import Services
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.journeys.saver import say

DAY = date(2026, 3, 2)
PAD = bytes(range(101, 133))


def masked(key: bytearray) -> str:
    """Byte by byte: a conversion of the whole would leave a copy behind."""
    out = bytearray(len(key))
    for place in range(len(key)):
        out[place] = key[place] ^ PAD[place]
    return out.hex()


def unmasked(text: str) -> bytes:
    return bytes(one ^ other for one, other in zip(bytes.fromhex(text), PAD, strict=True))


def all_keys(workspace: Workspace) -> dict[str, str]:
    opened = workspace._open_vault
    assert opened is not None
    assert opened._identity is not None
    ring = opened.keyring
    found = {"root key": masked(opened._identity.root_key), "vault key": masked(opened._vault_key)}
    found |= {f"workspace key {version}": masked(key) for version, key in ring._workspace_keys.items()}
    found |= {f"epoch key {number}": masked(key) for number, key in ring._epochs.items()}
    for number, versions in enumerate(ring._client_keys.values()):
        found |= {f"client key {number}/{version}": masked(key) for version, key in versions.items()}
    return found


def work(services: Services, canaries: list[str]) -> None:
    """Notes, a search, a question, a rotation, an erase: whatever touches keys and texts."""
    for number, canary in enumerate(canaries):
        client = services.clients.create(ClientDetails(first_name=f"N{number}", last_name="Adler"))
        draft = services.sessions.start_draft(client.client_id, day=DAY)
        text = SoapText(subjective=canary, plan=f"Plan {number}")
        services.sessions.save_draft(draft.session_id, text, day=DAY, expected_version=1)
    services.keys.rotate()
    gone = services.clients.create(ClientDetails(first_name="Gone", last_name="Adler"))
    services.keys.erase_client(gone.client_id, typed_name="Adler, Gone")
    services.people.add(name="Noa", role="clinician", passphrase="eleven loud cranes")
    for session in services.sessions.list_for_client(services.clients.list()[0].client_id):
        services.sessions.get(session.session_id)
    # Without an engine there is no meaning to search by; words are found all the same.
    with contextlib.suppress(AnamnesisError):
        services.index.run_pending()
    with contextlib.suppress(AnamnesisError):
        services.search.search(canaries[0].split()[0], SearchScope())
    with contextlib.suppress(AnamnesisError):
        services.assistant.ask(f"What about {canaries[0].split()[0]}?", SearchScope(), use_model=True)


def main() -> None:
    root, passphrase_file, canaries_file = map(Path, sys.argv[1:])
    # As the program does at its start.
    fill_what_is_freed()
    settings = Settings(
        data_dir=root / "data",
        state_dir=root / "state",
        argon2=Argon2Cost.floor(),
        wrong_passphrase_delay_s=0.0,
        ballast_bytes=4096,
    )
    workspace = Workspace(settings)
    workspace.open()
    try:
        passphrase = passphrase_file.read_text("utf-8").strip()
        workspace.initialise(practice_name="Quay", passphrase=passphrase)
        workspace.lock()
        work(workspace.unlock(passphrase), json.loads(canaries_file.read_text("utf-8")))
        workspace.services.keys.change_passphrase(current=passphrase, new=passphrase + "!")
        say("OPEN", json.dumps(all_keys(workspace)))
        sys.stdin.readline()
        # Held until here so that what is looked for is there to be found.
        del passphrase
        workspace.lock()
        say("LOCKED")
        sys.stdin.readline()
    finally:
        workspace.close()


if __name__ == "__main__":
    main()
