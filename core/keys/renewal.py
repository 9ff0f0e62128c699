"""Gives a user a new identity together with new keys of the practice, and updates the database.

The old root key gave access to the practice's keys of that time. So replacing a secret requires a rotation:
the file is written once and takes effect at once, the clients' keys follow.
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
    """For `KeyService`, which serialises changes."""

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
        """`change` writes the vault file; audited as `action`. Raises what it raises."""
        with self._recorder.recorded(action):
            change()
            self._audit.use_signing_key(self._open_vault.signing_key)
        self.hand_over_log()

    def follow(self, cancel: CancelToken | None, on_progress: OnProgress) -> None:
        """Renews the clients' keys as far as possible: the change itself has been made and is not reported as
        failed.

        The next unlock finishes the rest.
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
        """The first key of the audit chain for the new identity; until then the previous one opens it."""
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
