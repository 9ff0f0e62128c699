"""Where things lie and how long things may take: one immutable record, read once at start."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
"""Written into the data directory; a higher number found there is refused, never guessed at."""


def _default_models_dir() -> Path:
    # The set-up command and the packages put the starter models beside the interpreter they belong to.
    return Path(sys.prefix) / "share" / "anamnesis" / "models"


def _default_state_dir() -> Path:
    return platformdirs.user_state_path("anamnesis", appauthor=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All paths are below `data_dir` but the installation's starter models and the anchors in `state_dir`."""

    data_dir: Path
    models_dir: Path = field(default_factory=_default_models_dir)
    state_dir: Path = field(default_factory=_default_state_dir)
    """Outside the data directory: what must not be put back together with it."""
    argon2: Argon2Cost | None = None
    """None: measured on this machine when a passphrase is set."""
    wrong_passphrase_delay_s: float = 1.0
    embed_timeout_s: float = 30.0
    first_token_timeout_s: float = 60.0
    questions_an_hour: int | None = None
    """How many questions a practice may ask in any hour; None: as many as it likes."""
    allowed_models: frozenset[str] | None = None
    """SHA-256 of the weights that may be added and used, beside those of the starter models; None: any."""
    model_bundle_keys: frozenset[str] | None = None
    """Public keys of those whose model bundles are taken (ed25519:…); None: nobody's."""
    assistant: bool = True
    """False: nobody asks questions here; charts and search stay."""
    lock_after_min: int | None = None
    """After how many minutes without input the practice locks at the latest; None: as the person chooses."""
    passphrase_guesses_log10: int = LEAST_GUESSES_LOG10
    """How many guesses a new passphrase must take, as a power of ten."""
    backup_escrow: str | None = None
    """The age recipient (age1…) whom an organisation lets open its practices and their backups; None: nobody.
    """
    backup_folders: tuple[Path, ...] | None = None
    """Backups go into these folders and those below them only; None: anywhere outside of the practice."""
    copy_allowed: bool = True
    print_allowed: bool = True
    export_allowed: bool = True
    """False: nothing of a chart is written to a file outside of the practice; backups are."""
    keyring_allowed: bool = True
    """False: the keyring of the computer opens nothing here."""
    languages: frozenset[str] | None = None
    """Those the window may speak; None: all there are."""
    clipboard_clear_s: int | None = None
    """After how many seconds the clipboard is cleared at the latest; None: as the person chooses."""
    update_folder: Path | None = None
    """Where signed releases are looked for, beside sticks; None: on sticks alone."""
    decisions: Mapping[str, Decision] = field(default_factory=dict, hash=False)
    """Who set what, by the names of `core.configuration.schema`; what nobody set is missing."""
    policies: tuple[PolicyInForce, ...] = ()
    """The sources of the policy in force."""
    problem: EnvironmentProblem | None = None
    """Why a file of settings was refused: nothing may be opened with these settings."""
    minimum_free_bytes: int = 256 * 1024 * 1024
    ballast_bytes: int = 32 * 1024 * 1024
    """Kept on disk to be freed when the disk is full, so that what is being written can still be saved."""

    @property
    def cluster_dir(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def socket_dir(self) -> Path:
        return self.data_dir / "run"

    @property
    def secrets_dir(self) -> Path:
        return self.data_dir / "secrets"

    @property
    def log_dir(self) -> Path:
        return self.data_dir / "logs"

    @property
    def metrics_dir(self) -> Path:
        return self.data_dir / "metrics"

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
        return self.data_dir / "journal"

    def anchor_files(self, workspace_id: WorkspaceId) -> tuple[Path, Path]:
        """Where the head of the audit chain is kept: in the data directory, and outside it."""
        return self.data_dir / "anchor.json", self.state_dir / "anchors" / f"{workspace_id}.json"

    @property
    def format_file(self) -> Path:
        return self.data_dir / "format.json"

    @property
    def unfinished_marker(self) -> Path:
        """There while the first start is under way: what it leaves half done may be started over."""
        return self.data_dir / "unfinished"

    @property
    def restoring_marker(self) -> Path:
        """There while a backup is restored into this directory: what it leaves half done is made anew."""
        return self.data_dir / "restoring"

    @property
    def upgrading_dir(self) -> Path:
        """Where an upgrade builds the database anew; half of one until it is renamed."""
        return self.data_dir / "postgres.upgrading"

    @property
    def before_upgrade_dir(self) -> Path:
        """The database as it was before the last upgrade, until the upgrade is confirmed."""
        return self.data_dir / "postgres.before-upgrade"

    @property
    def removing_dir(self) -> Path:
        """A database on its way out; what a kill leaves of it is removed at the next start."""
        return self.data_dir / "postgres.removing"

    @property
    def upgrade_file(self) -> Path:
        return self.data_dir / "upgrade.json"

    @property
    def scratch_dir(self) -> Path:
        """Where a backup is restored to prove it, and removed again."""
        return self.data_dir / "restore-test"

    @property
    def backups_file(self) -> Path:
        """Where backups go and when the last ones were made: no secret, and nothing of a chart."""
        return self.data_dir / "backups.json"

    @property
    def instance_lock_file(self) -> Path:
        return self.data_dir / "instance.lock"

    @property
    def ballast_file(self) -> Path:
        return self.data_dir / "ballast"

    @classmethod
    def load(cls, data_dir: Path | None = None) -> Settings:
        """The settings for `data_dir`, or for the platform's user data directory.

        What a policy and `settings.toml` say is in it; where one of them is refused, `problem` says why
        and everything is as if neither were there, so that there is a place to tell it from.
        """
        chosen = (
            (data_dir or platformdirs.user_data_path("anamnesis", appauthor=False)).expanduser().resolve()
        )
        configuration, problem = _from_sources(chosen)
        models = os.environ.get("ANAMNESIS_MODELS_DIR")
        return cls(
            data_dir=chosen,
            models_dir=Path(models) if models else _default_models_dir(),
            decisions=configuration.decisions,
            policies=configuration.policies,
            problem=problem,
            **configuration.values,
        )

    def refuse_problem(self) -> None:
        """Before anything in the data directory is touched.

        Raises `EnvironmentProblem("practice_of_another_account")`, or `problem`, a new error each time.
        """
        # First: what is closed to us cannot be read for that reason alone.
        refuse_other_account(self.data_dir)
        if self.problem is not None:
            raise EnvironmentProblem(self.problem.code, **self.problem.params)


def _from_sources(data_dir: Path) -> tuple[Configuration, EnvironmentProblem | None]:
    try:
        return read_configuration(policies=policy_sources(), own=data_dir / SETTINGS_FILE), None
    except EnvironmentProblem as error:
        return Configuration(), error
