"""The newest checkpoint in files outside the database, which a restored database does not contain."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.atomic_file import write_shared
from core.audit.checkpoint import NO_CHECKPOINT, Checkpoint
from core.bounded_files import read_bounded
from core.errors import AnamnesisError
from core.ids import UserId, WorkspaceId

_FORMAT = 1
_LIMIT_BYTES = 16 * 1024
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AnchorState:
    """The content of the anchor files. `damaged` and `missing` are indices of files, from 0."""

    newest: Checkpoint | None
    damaged: tuple[int, ...]
    missing: tuple[int, ...]


class Anchors:
    """Anchor files of one workspace: one in the data directory, a copy outside it. Safe across threads.

    With `signing_keys` (Ed25519 public keys of all present and former members) an anchor signed by none of
    them counts as damaged: a file that anybody can write must not cause or suppress a finding.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        workspace_id: WorkspaceId,
        signing_keys: Callable[[], Mapping[UserId, Sequence[bytes]]] | None = None,
    ) -> None:
        self._paths = tuple(paths)
        self._workspace_id = workspace_id
        self._signing_keys = signing_keys
        self._kept = False
        self._lock = threading.Lock()

    def read(self) -> AnchorState:
        """The newest of the anchors, and which files are damaged or missing; never raises."""
        found: list[Checkpoint] = []
        damaged: list[int] = []
        missing: list[int] = []
        for number, path in enumerate(self._paths):
            try:
                found.append(self._read(path))
            except FileNotFoundError:
                missing.append(number)
            except (OSError, *NO_CHECKPOINT):
                damaged.append(number)
        newest = max(found, key=lambda each: (each.position, each.vault_sequence), default=None)
        return AnchorState(newest=newest, damaged=tuple(damaged), missing=tuple(missing))

    def store(self, checkpoint: Checkpoint, *, replace: bool = False) -> bool:
        """Writes every file; true if at least one was written. Never replaces a newer checkpoint by an older
        one.

        `replace` overrides that, and `keep` too: for an owner who has checked and accepts the database. An
        unwritable file is logged and ignored: its transaction is already committed.
        """
        with self._lock:
            newest = self.read().newest
            newer = newest is not None and newest.position > checkpoint.position
            if (newer or self._kept) and not replace:
                return False
            self._kept = False
            content = json.dumps({"format": _FORMAT, "checkpoint": checkpoint.to_json()}).encode()
            return any([self._write(path, content) for path in self._paths])

    def keep(self) -> None:
        """Keeps the anchors as evidence until one is stored with `replace`."""
        with self._lock:
            self._kept = True

    def _write(self, path: Path, content: bytes) -> bool:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_shared(path, content)
        except (OSError, AnamnesisError) as error:
            _log.warning("anchor %s not written: %s", path.name, type(error).__name__)
            return False
        return True

    def _read(self, path: Path) -> Checkpoint:
        document = json.loads(read_bounded(path, _LIMIT_BYTES))
        if document["format"] != _FORMAT:
            raise ValueError("format")
        checkpoint = Checkpoint.from_json(document["checkpoint"])
        if checkpoint.workspace_id != self._workspace_id:
            raise ValueError("workspace")
        if self._signing_keys is None:
            return checkpoint
        if not checkpoint.signed_by_any(self._signing_keys().get(checkpoint.user_id, ())):
            raise ValueError("signature")
        return checkpoint
