"""Backups: `python -m tests.bench.backup`: time, bytes and memory of the first and of the daily one, restore,
drill.

The practice is made here: notes by services, attachments of random bytes stored as pieces. Each figure comes
from a process of its own, so that its memory is its own; words are indexed, vectors are not made.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.attachments.dto import Attachment
from core.attachments.reader import Reading
from core.attachments.storing import AttachmentStore
from core.backup.creating import BackupMaker
from core.backup.opened import open_backup_with_recovery_key
from core.backup.store import BackupStore
from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.clock import utc_now
from core.database.epoch_lock import hold_epoch
from core.database.table_rows import PIECE_BYTES
from core.ids import AttachmentId, ClientId, SessionId, new_id
from core.security.kdf import Argon2Cost
from core.security.sealing import Sealer
from core.sessions.dto import Session, SoapText
from core.sessions.repository import SessionRepository
from core.settings import Settings
from core.workspace import Workspace

PASSPHRASE = "seven quiet herons at dusk"
_SEED = 7
_SESSIONS_EACH = 10
_ATTACHMENT_BYTES = 1024 * 1024
_CHANGED = 20
_WORDS = (
    "right knee pain for two weeks worse on stairs ibuprofen sleeps poorly review exercises twice a day"
).split()


def settings_in(root: Path, name: str = "data") -> Settings:
    return Settings(
        data_dir=root / name,
        state_dir=root / f"{name}-state",
        models_dir=root / "no-models",
        argon2=Argon2Cost.recommended_floor(),
        minimum_free_bytes=0,
        ballast_bytes=0,
    )


def build(root: Path, *, sessions: int, megabytes: int) -> dict[str, Any]:
    """Makes the practice; its recovery key lies beside it, as everything in it is random."""
    began = time.perf_counter()
    rng = random.Random(_SEED)
    workspace = Workspace(settings_in(root))
    workspace.open()
    try:
        key = workspace.initialise(practice_name="Bench", passphrase=PASSPHRASE)
        (root / "recovery").write_text(key.text)
        clients = [_client(workspace, rng, number) for number in range(sessions // _SESSIONS_EACH)]
        for _ in range(megabytes * 1024 * 1024 // _ATTACHMENT_BYTES):
            _attach(workspace, rng.choice(clients))
        workspace.services.index.run_pending()
    finally:
        workspace.close()
    return {"seconds": time.perf_counter() - began}


def _text(rng: random.Random) -> SoapText:
    return SoapText(*(" ".join(rng.choices(_WORDS, k=60)) for _ in range(4)))


def _client(workspace: Workspace, rng: random.Random, number: int) -> ClientId:
    database, vault = workspace._database, workspace._open_vault
    assert database is not None
    assert vault is not None
    sealer = Sealer(vault.keyring)
    client_id = ClientId(new_id())
    with database.begin() as session:
        hold_epoch(session)
        key = sealer.keyring.add_client(client_id)
        ClientRepository(session, sealer).add(
            client_id, ClientDetails(first_name="Client", last_name=str(number)), key
        )
        made = [
            Session(
                session_id=SessionId(new_id()),
                client_id=client_id,
                date=date(2025, 1, 1) + timedelta(days=30 * visit),
                state="draft",
                version=1,
                text=_text(rng),
                saved_at=utc_now(),
            )
            for visit in range(_SESSIONS_EACH)
        ]
        SessionRepository(session, sealer).add_all(made, author=vault.access.user_id)
        workspace.services.audit.record(session, action="import", details={"clients": 1})
    return client_id


def _attach(workspace: Workspace, client_id: ClientId) -> None:
    database, vault = workspace._database, workspace._open_vault
    assert database is not None
    assert vault is not None
    content = os.urandom(_ATTACHMENT_BYTES)
    attachment = Attachment(
        attachment_id=AttachmentId(new_id()),
        client_id=client_id,
        session_id=None,
        name="scan.png",
        media_type="image/png",
        size_bytes=len(content),
        pages=1,
        day=date(2025, 6, 1),
        added_at=utc_now(),
        text_state="none",
        row_version=1,
        state="live",
    )
    with database.begin() as session:
        AttachmentStore(session, Sealer(vault.keyring)).add(
            attachment, Reading(content, ("",), 1, None, None, False, False), author=vault.access.user_id
        )
        workspace.services.audit.record(
            session, action="attachment.add", client_id=client_id, object_kind="attachment"
        )


def backup(root: Path, *, piece_bytes: int) -> dict[str, Any]:
    """One backup with pieces of this size on average."""
    workspace = Workspace(settings_in(root))
    workspace.open()
    try:
        workspace.unlock(PASSPHRASE)
        database, vault = workspace._database, workspace._open_vault
        assert database is not None
        assert vault is not None
        before_mb = _peak_mb()
        maker = BackupMaker(
            database=database,
            open_vault=vault,
            vault_file=workspace.settings.vault_file,
            piece_bytes=piece_bytes,
        )
        store = BackupStore.make(root / f"store-{piece_bytes}", vault.vault.workspace_id)
        began = time.perf_counter()
        made = maker.make(store)
        return {
            "seconds": time.perf_counter() - began,
            "rows_mb": made.manifest.size_bytes / 1e6,
            "written_mb": made.written_bytes / 1e6,
            "written_pieces": made.written_pieces,
            "pieces": sum(1 for _ in made.manifest.pieces()),
            "process_peak_mb": _peak_mb(),
            "of_that_backup_mb": _peak_mb() - before_mb,
        }
    finally:
        workspace.close()


def change(root: Path) -> dict[str, Any]:
    """Twenty notes of twenty clients changed, as on a day of work."""
    rng = random.Random(_SEED + 1)
    workspace = Workspace(settings_in(root))
    workspace.open()
    try:
        services = workspace.unlock(PASSPHRASE)
        for client in rng.sample(services.clients.list(), _CHANGED):
            session = services.sessions.list_for_client(client.client_id)[0]
            services.sessions.save_draft(
                session.session_id, _text(rng), day=session.date, expected_version=session.version
            )
        services.index.run_pending()
    finally:
        workspace.close()
    return {"notes": _CHANGED}


def restore(root: Path, *, piece_bytes: int) -> dict[str, Any]:
    """By the recovery key alone, into an empty place, proved."""
    there = settings_in(root, "restored")
    newest = BackupStore.open(root / f"store-{piece_bytes}").backups()[-1]
    workspace = Workspace(there)
    workspace.open()
    try:
        opened = open_backup_with_recovery_key(
            newest, (root / "recovery").read_text(), vault_file=there.vault_file
        )
        began = time.perf_counter()
        restored = workspace.restore(opened)
        proof = restored.proof
        return {
            "seconds": time.perf_counter() - began,
            "passed": proof.passed,
            "rows": proof.rows,
            "values_opened": proof.values,
            "notes_found": f"{proof.found} of {proof.asked}",
            "process_peak_mb": _peak_mb(),
        }
    finally:
        workspace.close()


def drill(root: Path, *, piece_bytes: int) -> dict[str, Any]:
    """As the window does it once a week."""
    workspace = Workspace(settings_in(root))
    workspace.open()
    try:
        services = workspace.unlock(PASSPHRASE)
        newest = BackupStore.open(root / f"store-{piece_bytes}").backups()[-1]
        began = time.perf_counter()
        done = services.backups.drill(newest)
        return {"seconds": time.perf_counter() - began, "passed": done.passed, "process_peak_mb": _peak_mb()}
    finally:
        workspace.close()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _step(root: Path, name: str, **options: int) -> dict[str, Any]:
    """Runs one of the functions above in a process of its own."""
    call = f"from tests.bench import backup as b; import json, pathlib; print(json.dumps(b.{name}"
    arguments = ", ".join(f"{key}={value}" for key, value in options.items())
    code = f"{call}(pathlib.Path({str(root)!r}), {arguments})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(name, options or "", *(f"{key}={_shown(value)}" for key, value in figures.items()), flush=True)
    return figures


def _shown(value: object) -> object:
    return round(value, 2) if isinstance(value, float) else value


def main() -> int:
    """Prints each figure as it comes."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.backup", description=__doc__)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--megabytes", type=int, default=500, help="of attachments")
    parser.add_argument("--piece-bytes", type=int, action="append", help="sizes of pieces to compare")
    arguments = parser.parse_args()
    sizes = arguments.piece_bytes or [PIECE_BYTES]
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        root = Path(name)
        root.chmod(0o755)
        _step(root, "build", sessions=arguments.sessions, megabytes=arguments.megabytes)
        for size in sizes:
            _step(root, "backup", piece_bytes=size)
        _step(root, "change")
        for size in sizes:
            _step(root, "backup", piece_bytes=size)
        _step(root, "drill", piece_bytes=sizes[-1])
        _step(root, "restore", piece_bytes=sizes[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
