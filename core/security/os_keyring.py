"""This computer's key in the operating system's keyring: a convenience beside the passphrase.

Only four backends are used, by class name: Windows, macOS, the Secret Service and KWallet. The library's own
choice is ignored, because settings can point it at a file in clear text or at foreign code.
"""

from __future__ import annotations

import base64
import configparser
import importlib
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from core.errors import EnvironmentProblem, InputRefused
from core.ids import UserId, WorkspaceId
from core.security.memory import KEY_BYTES

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

ALLOWED_BACKENDS = {
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.libsecret.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
}
"""Class → display name, in order of preference."""

_CHAINER = "keyring.backends.chainer.ChainerBackend"
_ACCOUNT = "device key"
_PROBE_TIMEOUT_S = 3.0
_CALL_TIMEOUT_S = 60.0
_Result = TypeVar("_Result")


class DeviceKeyStore:
    """Keeps one 32-byte key per workspace and user. Constructing it does nothing.

    Every call runs in a thread of its own with a time limit, because a keyring may wait for its daemon or for
    a person who is absent.
    """

    def __init__(
        self,
        *,
        allowed: bool = True,
        probe_timeout_s: float = _PROBE_TIMEOUT_S,
        call_timeout_s: float = _CALL_TIMEOUT_S,
    ) -> None:
        """If not `allowed`, nothing is kept or used; keys kept before can still be removed."""
        self.allowed = allowed
        self._probe_timeout_s = probe_timeout_s
        self._call_timeout_s = call_timeout_s

    def available(self) -> str | None:
        """The name of the keyring that would be used, or None. Never prompts and never raises."""
        if not self.allowed:
            return None
        try:
            found = _within(self._probe_timeout_s, _find_backend)
        except EnvironmentProblem:
            return None
        return None if found is None else found[0]

    def store(self, workspace_id: WorkspaceId, user_id: UserId, key: bytes | bytearray) -> None:
        """Keeps `key` and reads it back. Raises `EnvironmentProblem("keyring_unavailable")`,
        `InputRefused("keyring_forbidden")`.
        """
        self._require_allowed()
        if len(key) != KEY_BYTES:
            raise ValueError("a device key has 32 bytes")
        service, text = _service(workspace_id, user_id), base64.b64encode(key).decode()

        def keep(backend: KeyringBackend) -> bool:
            backend.set_password(service, _ACCOUNT, text)
            return backend.get_password(service, _ACCOUNT) == text

        if not self._call(keep):
            # A keyring that loses the key at once would leave a slot that nothing can open.
            raise _unavailable("not_kept")

    def load(self, workspace_id: WorkspaceId, user_id: UserId) -> bytes | None:
        """The key; None if there is none or the entry is not a key. Raises as `store`."""
        self._require_allowed()
        service = _service(workspace_id, user_id)
        text = self._call(lambda backend: backend.get_password(service, _ACCOUNT))
        try:
            key = base64.b64decode(text or "", validate=True)
        except ValueError:
            return None
        return key if len(key) == KEY_BYTES else None

    def forget(self, workspace_id: WorkspaceId, user_id: UserId) -> None:
        """Removes the key if there is one. Raises as `store`."""
        service = _service(workspace_id, user_id)

        def remove(backend: KeyringBackend) -> None:
            if backend.get_password(service, _ACCOUNT) is not None:
                backend.delete_password(service, _ACCOUNT)

        self._call(remove)

    def _require_allowed(self) -> None:
        if not self.allowed:
            raise InputRefused("keyring_forbidden")

    def _call(self, work: Callable[[KeyringBackend], _Result]) -> _Result:
        def run() -> _Result:
            found = _find_backend()
            if found is None:
                raise _unavailable("none")
            return work(found[1])

        return _within(self._call_timeout_s, run)


def _service(workspace_id: WorkspaceId, user_id: UserId) -> str:
    # One entry name for each key: on Windows a second account under the same name needs workarounds.
    return f"Anamnesis {workspace_id} {user_id}"


def _find_backend() -> tuple[str, KeyringBackend] | None:
    """The first allowed keyring that works here, with its display name."""
    chosen = _chosen_by_person()
    for path, name in ALLOWED_BACKENDS.items():
        if chosen not in (None, _CHAINER, path):
            continue
        module, _, class_name = path.rpartition(".")
        try:
            kind: type[KeyringBackend] = getattr(importlib.import_module(module), class_name)
            if kind.priority <= 0:
                continue
            backend = kind()
        except Exception:  # noqa: BLE001, S112 - whatever a foreign system's library raises, it is not usable
            continue
        if path.endswith("WinVaultKeyring"):
            # The default follows a domain account to other computers; this key belongs to this computer.
            backend.persist = "local machine"  # type: ignore[attr-defined]
        return name, backend
    return None


def _chosen_by_person() -> str | None:
    """The class that the library is configured to use; a user may have turned keyrings off this way."""
    from_environment = os.environ.get("PYTHON_KEYRING_BACKEND")
    if from_environment:
        return from_environment
    from keyring.util import platform_

    settings = configparser.RawConfigParser()
    settings.read(platform_.config_root() / "keyringrc.cfg", encoding="utf-8")
    return settings.get("backend", "default-keyring", fallback="").strip() or None


def _within(timeout_s: float, work: Callable[[], _Result]) -> _Result:
    """The result of `work`; raises `EnvironmentProblem("keyring_unavailable")` for an error or a time-out."""
    attempt = _BackgroundCall(work)
    # A daemon thread: if it hangs in a foreign library, the program must still be able to exit.
    threading.Thread(target=attempt.run, name="os-keyring", daemon=True).start()
    if not attempt.ended.wait(timeout_s):
        raise _unavailable("no_answer")
    if isinstance(attempt.error, EnvironmentProblem):
        raise attempt.error
    if attempt.error is not None:
        raise _unavailable("failed") from attempt.error
    return attempt.results[0]


class _BackgroundCall(Generic[_Result]):
    """The result or error of work in another thread."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        self._work = work
        self.ended = threading.Event()
        self.results: list[_Result] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self._work())
        except BaseException as error:  # noqa: BLE001 - the thread's boundary: whoever waits raises it
            self.error = error
        finally:
            self.ended.set()


def _unavailable(reason: str) -> EnvironmentProblem:
    return EnvironmentProblem("keyring_unavailable", reason=reason)
