"""Paths and limits: one immutable record, read once at start."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from core.configuration.reading import (
    SETTINGS_FILE,
    Configuration,
    Decision,
    PolicyInForce,
    read_configuration,
)
from core.configuration.sources import policy_sources
from core.directory_account import refuse_other_account
from core.errors import EnvironmentProblem
from core.ids import WorkspaceId
from core.security.kdf import Argon2Cost
from core.security.passphrase_rule import LEAST_GUESSES_LOG10

DATA_DIRECTORY_FORMAT = 1
"""Written into the data directory; a higher number is refused."""
SHARED_RECORDS = "records"
"""The data directory of a shared practice: its accounts' group may read and write it."""
SHARED_SERVER = "server"
"""The database of a shared practice: the server's account writes it, the group may only reach the socket."""
_SHARED_OWN = "shared-practice"
_HAS_SHARED_PRACTICES = sys.platform.startswith("linux")


def _default_models_dir() -> Path:
    # The set-up command and the packages install the starter models beside their interpreter.
    return Path(sys.prefix) / "share" / "anamnesis" / "models"


def _default_state_dir() -> Path:
    return platformdirs.user_state_path("anamnesis", appauthor=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All paths are below `data_dir` except the installation's starter models and the anchors in
    `state_dir`, and the database and this account's own files of a practice that accounts share.
    """

    data_dir: Path
    models_dir: Path = field(default_factory=_default_models_dir)
    state_dir: Path = field(default_factory=_default_state_dir)
    """Outside the data directory, for files that must not be restored together with it."""
    argon2: Argon2Cost | None = None
    """None: measured on this machine when a passphrase is set."""
    wrong_passphrase_delay_s: float = 1.0
    embed_timeout_s: float = 30.0
    first_token_timeout_s: float = 60.0
    questions_an_hour: int | None = None
    """The limit of questions in any hour; None: no limit."""
    allowed_models: frozenset[str] | None = None
    """SHA-256 of the weights that may be added and used, beside those of the starter models; None: any."""
    model_bundle_keys: frozenset[str] | None = None
    """Public keys whose model bundles are accepted (ed25519:…); None: none."""
    assistant: bool = True
    """False: the assistant is disabled; charts and search stay."""
    lock_after_min: int | None = None
    """The latest time of locking, in minutes without input; None: the user's choice."""
    passphrase_guesses_log10: int = LEAST_GUESSES_LOG10
    """The least guesses a new passphrase must withstand, as a power of ten."""
    backup_escrow: str | None = None
    """The age recipient (age1…) of an organisation that may open its practices and their backups; None:
    none.
    """
    backup_folders: tuple[Path, ...] | None = None
    """Backups only go into these folders and those below them; None: anywhere outside of the practice."""
    copy_allowed: bool = True
    print_allowed: bool = True
    export_allowed: bool = True
    """False: no chart data is written to a file outside of the practice, except backups."""
    keyring_allowed: bool = True
    """False: the computer's keyring is not used."""
    languages: frozenset[str] | None = None
    """The window's permitted languages; None: all."""
    clipboard_clear_s: int | None = None
    """The latest time of clearing the clipboard, in seconds; None: the user's choice."""
    update_folder: Path | None = None
    """A folder searched for signed releases, besides sticks; None: sticks only."""
    shared_practice: Path | None = None
    """Where a practice that several accounts of this computer share is kept; None: there is none."""
    decisions: Mapping[str, Decision] = field(default_factory=dict, hash=False)
    """Who set each value, by the names of `core.configuration.schema`; without unset ones."""
    policies: tuple[PolicyInForce, ...] = ()
    """The sources of the policy in force."""
    problem: EnvironmentProblem | None = None
    """Why a settings file was refused: nothing may be opened with these settings."""
    minimum_free_bytes: int = 256 * 1024 * 1024
    ballast_bytes: int = 32 * 1024 * 1024
    """Kept on disk to be freed when the disk is full, so that pending writes can still be saved."""

    @property
    def shared(self) -> bool:
        """Whether `data_dir` is that of the practice which several accounts share (decision 0075)."""
        return self.shared_practice is not None and self.data_dir == self.shared_practice / SHARED_RECORDS

    @property
    def database_dir(self) -> Path:
        """Where the database is. Of a shared practice it belongs to the account that runs the server."""
        if self.shared_practice is not None and self.shared:
            return self.shared_practice / SHARED_SERVER
        return self.data_dir

    @property
    def own_dir(self) -> Path:
        """For files that only this account may read or write; of a shared practice outside of it."""
        return self.state_dir / _SHARED_OWN if self.shared else self.data_dir

    @property
    def cluster_dir(self) -> Path:
        return self.database_dir / "postgres"

    @property
    def socket_dir(self) -> Path:
        return self.database_dir / "run"

    @property
    def secrets_dir(self) -> Path:
        return self.database_dir / "secrets"

    @property
    def log_dir(self) -> Path:
        return self.own_dir / "logs"

    @property
    def metrics_dir(self) -> Path:
        return self.own_dir / "metrics"

    @property
    def vault_file(self) -> Path:
        return self.data_dir / "vault.json"

    @property
    def attempts_file(self) -> Path:
        return self.data_dir / "attempts"

    @property
    def failed_unlocks_file(self) -> Path:
        return self.data_dir / "failed-unlocks"

    @property
    def journal_dir(self) -> Path:
        return self.own_dir / "journal"

    def anchor_files(self, workspace_id: WorkspaceId) -> tuple[Path, Path]:
        """The files with the head of the audit chain: in the data directory, and outside it."""
        return self.data_dir / "anchor.json", self.state_dir / "anchors" / f"{workspace_id}.json"

    @property
    def format_file(self) -> Path:
        return self.data_dir / "format.json"

    @property
    def unfinished_marker(self) -> Path:
        """Exists during the first start, which may be repeated if it was interrupted."""
        return self.database_dir / "unfinished"

    @property
    def restoring_marker(self) -> Path:
        """Exists while a backup is restored into this directory, which is repeated if interrupted."""
        return self.database_dir / "restoring"

    @property
    def upgrading_dir(self) -> Path:
        """Where an upgrade builds the new database; incomplete until it is renamed."""
        return self.database_dir / "postgres.upgrading"

    @property
    def before_upgrade_dir(self) -> Path:
        """The database from before the last upgrade, until that is confirmed."""
        return self.database_dir / "postgres.before-upgrade"

    @property
    def removing_dir(self) -> Path:
        """A database being removed; the next start removes what a kill leaves."""
        return self.database_dir / "postgres.removing"

    @property
    def upgrade_file(self) -> Path:
        return self.data_dir / "upgrade.json"

    @property
    def scratch_dir(self) -> Path:
        """Where a backup is restored for verification, then removed."""
        return self.own_dir / "restore-test"

    @property
    def backups_file(self) -> Path:
        """The backup targets and times of the last backups: no secret, and no chart data."""
        return self.data_dir / "backups.json"

    @property
    def instance_lock_file(self) -> Path:
        return self.database_dir / "instance.lock"

    @property
    def ballast_file(self) -> Path:
        return self.own_dir / "ballast"

    @classmethod
    def load(cls, data_dir: Path | None = None) -> Settings:
        """The settings for `data_dir`, or for the shared practice, or for the platform's user data directory.

        Includes policies and, except for a shared practice, `settings.toml`; if one of them is refused,
        `problem` says why and both are ignored, so that the error can be displayed.
        """
        chosen, configuration, problem = _from_sources(data_dir)
        models = os.environ.get("ANAMNESIS_MODELS_DIR")
        return cls(
            data_dir=chosen,
            models_dir=Path(models) if models else _default_models_dir(),
            decisions=configuration.decisions,
            policies=configuration.policies,
            problem=problem,
            **_with_resolved(configuration.values),
        )

    def refuse_problem(self) -> None:
        """Call it before anything in the data directory is used.

        Raises `EnvironmentProblem("practice_of_another_account")`, or `problem`, a new error each time. Of a
        shared practice `core.shared_practice` checks the rights.
        """
        # First, because another account's files are unreadable for that reason.
        if not self.shared:
            refuse_other_account(self.data_dir)
        if self.problem is not None:
            raise EnvironmentProblem(self.problem.code, **self.problem.params)


def _with_resolved(values: Mapping[str, Any]) -> dict[str, Any]:
    # It is compared with the data directory, which is resolved too.
    shared = values.get("shared_practice")
    if shared is None:
        return dict(values)
    return {**values, "shared_practice": shared.resolve() if _HAS_SHARED_PRACTICES else None}


def _is_shared(chosen: Path, shared: Path | None) -> bool:
    return _HAS_SHARED_PRACTICES and shared is not None and chosen == shared.resolve() / SHARED_RECORDS


def _from_sources(given: Path | None) -> tuple[Path, Configuration, EnvironmentProblem | None]:
    """The data directory, which a policy may determine, and what is set for it."""
    chosen = given or platformdirs.user_data_path("anamnesis", appauthor=False)
    try:
        sources = tuple(policy_sources())
        shared = read_configuration(policies=sources).values.get("shared_practice")
        if given is None and shared is not None and _HAS_SHARED_PRACTICES:
            chosen = shared / SHARED_RECORDS
        chosen = chosen.expanduser().resolve()
        # In a shared practice any account could write one, for all others and for the server.
        own = None if _is_shared(chosen, shared) else chosen / SETTINGS_FILE
        return chosen, read_configuration(policies=sources, own=own), None
    except EnvironmentProblem as error:
        return chosen.expanduser().resolve(), Configuration(), error
