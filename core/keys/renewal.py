"""A user's new identity, with the new keys of the practice that belong to it, and what follows in the
database.

Whoever had the old root key had the keys of the practice of that time too. So a replaced secret loses access
only together with a rotation: the file is written once and is in force at once, the clients' keys follow.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.audit.log import AuditLog
from core.audit.verifier_keys import first_key_of, hand_out
from core.cancel import CancelToken, OnProgress
from core.database.access import Database
from core.errors import AnamnesisError, Cancelled, TamperedRecord
from core.keys.recording import VaultRecorder
from core.keys.rekeying import Rekeying
from core.security.open_vault import OpenVault

_log = logging.getLogger(__name__)


class IdentityRenewal:
    """For `KeyService`, which lets one change at a time in."""

    def __init__(
        self,
        *,
        database: Database,
        audit: AuditLog,
        open_vault: OpenVault,
        rekeying: Rekeying,
        recorder: VaultRecorder,
    ) -> None:
        self._database = database
        self._audit = audit
        self._open_vault = open_vault
        self._rekeying = rekeying
        self._recorder = recorder

    def make(self, action: str, change: Callable[[], None]) -> None:
        """`change` writes the vault file; recorded as `action`. Raises what it raises."""
        with self._recorder.recorded(action):
            change()
            self._audit.use_signing_key(self._open_vault.signing_key)
        self.hand_over_log()

    def follow(self, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        """The clients' keys, as far as it goes now: the change has been made, and is not told as having
        failed.

        What is left is finished by the next unlock.
        """
        if not self._open_vault.access.allows("chart"):
            return
        try:
            self._rekeying.finish(cancel=cancel, on_progress=on_progress, wait=False)
        except Cancelled:
            _log.warning("re-keying of the charts was put off")
        except AnamnesisError as error:
            _log.warning("re-keying of the charts is not finished: %s", error.code)

    def hand_over_log(self) -> None:
        """The first key of the audit chain for the new identity; until then the one before opens it."""
        vault = self._open_vault
        you, workspace_id = vault.access, vault.vault.workspace_id
        if not you.allows("audit"):
            return
        keys = vault.exchange_keys
        try:
            with self._database.begin() as session:
                first = first_key_of(session, you.user_id, keys, workspace_id=workspace_id)
                if first is not None:
                    public = keys[0].public_key().public_bytes_raw()
                    hand_out(session, first, {you.user_id: public}, workspace_id=workspace_id)
        except TamperedRecord:
            _log.error("the reader's key of the audit log is damaged")
        except AnamnesisError as error:
            _log.warning("the audit log was not handed over yet: %s", error.code)
