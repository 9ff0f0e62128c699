"""The error families. An error is a code and parameters here and a sentence in `ui.errors`.

Parameters are ids, counts, names of models or files and lengths; never clinical text, so that any
error may be logged.
"""

from __future__ import annotations


class AnamnesisError(Exception):
    """Base of everything raised on purpose. `code` is stable and has a sentence in `ui.errors`."""

    code = "error"

    def __init__(self, code: str | None = None, **params: object) -> None:
        self.code = code or type(self).code
        self.params = params
        super().__init__(self.code)

    def __str__(self) -> str:
        listed = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code}({listed})" if listed else self.code


class Cancelled(AnamnesisError):
    """Cancelled by the user. Not displayed."""

    code = "cancelled"


class UserFacingError(AnamnesisError):
    """The input or the situation is wrong; the sentence says what to do."""


class EnvironmentProblem(AnamnesisError):
    """Disk, database, memory or a model is missing; displayed with the remedy."""


class InputRefused(UserFacingError):
    """The input cannot be accepted; nothing was changed."""

    code = "input_refused"


class NotFound(UserFacingError):
    """The id does not exist."""

    code = "not_found"


class EditConflict(UserFacingError):
    """A newer version was saved meanwhile; both texts are kept."""

    code = "edit_conflict"


class RateLimited(UserFacingError):
    code = "rate_limited"


class TooManyAttempts(RateLimited):
    """Unlocking must wait `wait_s` seconds. Nothing was tried."""

    code = "too_many_attempts"


class RoleRefused(UserFacingError):
    """The role of the user does not allow it."""

    code = "role_refused"


class PromptInjectionBlocked(UserFacingError):
    code = "prompt_injection_blocked"


class ImportError_(UserFacingError):  # noqa: N801 - the builtin has the plain name
    """An import file was refused as a whole; nothing of it was stored."""

    code = "import_refused"


class VaultError(AnamnesisError):
    """Base of everything about keys and sealed records."""


class VaultLocked(VaultError):
    code = "vault_locked"


class WrongPassphrase(VaultError, UserFacingError):
    """Also raised for a damaged slot: the two must be indistinguishable."""

    code = "wrong_passphrase"


class TamperedRecord(VaultError):
    """A sealed value did not open under its expected identity."""

    code = "tampered_record"


class StaleRecord(TamperedRecord):
    """A row opens, but is older than the last one written: it was put back."""

    code = "stale_record"


class ChartNotAsWritten(StaleRecord, UserFacingError):
    """The stored rows of a chart do not match its manifest: nothing of it is exported."""

    code = "chart_not_as_written"


class VaultFormatError(VaultError):
    """The vault file or an envelope has a version or parameters this program refuses."""

    code = "vault_format"


class DatabaseProblem(EnvironmentProblem):
    code = "database_problem"


class DataDirectoryInUse(EnvironmentProblem):
    code = "data_directory_in_use"


class NewerDataDirectory(EnvironmentProblem):
    code = "newer_data_directory"


class DiskFull(EnvironmentProblem):
    code = "disk_full"


class BackupError(EnvironmentProblem):
    """An error of a backup, its folder or a restore; existing data is unchanged."""

    code = "backup_failed"


class EngineProblem(EnvironmentProblem):
    """The engine process failed, timed out or is paused after repeated failures."""

    code = "engine_problem"


class EmbeddingError(EngineProblem):
    code = "embedding_failed"


class GenerationError(EngineProblem):
    code = "generation_failed"


class RetrievalError(AnamnesisError):
    code = "retrieval_failed"


class ModelError(EnvironmentProblem):
    code = "model_error"


class ModelMissing(ModelError):
    code = "model_missing"


class ModelRejected(ModelError):
    """A model file is truncated, damaged or not the one that was recorded."""

    code = "model_rejected"
