"""Unlocks the vault file: lists the sign-ins, limits attempts, and counts each before it is made."""

from __future__ import annotations

import time
from collections.abc import Callable

from core.audit.failures import FailedUnlocks
from core.clock import Clock
from core.errors import EnvironmentProblem, InputRefused, WrongPassphrase
from core.ids import UserId
from core.people.dto import SignIn
from core.security.attempts import AttemptLimiter
from core.security.open_vault import OpenVault
from core.security.os_keyring import DeviceKeyStore
from core.security.recovery import RecoveryKey
from core.security.unlocking import (
    FOUNDER_NAME,
    open_with_device_key,
    open_with_passphrase,
    open_with_recovery_key,
)
from core.security.vault import FirstVault, Vault
from core.settings import Settings

_Opener = Callable[[Vault | FirstVault], OpenVault]


class Authenticator:
    """Opens the vault file of one data directory, without the database."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self.limiter = AttemptLimiter(settings.attempts_file, clock)
        self.failed_unlocks = FailedUnlocks(settings.failed_unlocks_file)
        self.device_keys = DeviceKeyStore(allowed=settings.keyring_allowed)

    def prepare(self) -> None:
        """Call it when the directory is opened. Raises `VaultFormatError`."""
        if self._settings.attempts_file.exists():
            return
        if isinstance(Vault.load(self._settings.vault_file), FirstVault):
            # The first version of the program had no count; if it is missing later, the longest wait applies.
            self.limiter.create()

    def sign_ins(self) -> tuple[SignIn, ...]:
        """The users who can unlock. Raises `VaultFormatError`."""
        vault = Vault.load(self._settings.vault_file)
        if isinstance(vault, FirstVault):
            return tuple(SignIn(user_id, FOUNDER_NAME, False) for user_id in {vault.slots[0].user_id})
        allowed = self._settings.keyring_allowed
        remembered = {slot.user_id for slot in vault.slots if allowed and slot.kind == "keyring"}
        return tuple(
            SignIn(each.user_id, each.name, each.user_id in remembered)
            for each in vault.membership[-1].document.members
        )

    def with_passphrase(self, passphrase: str, *, user_id: UserId | None) -> OpenVault:
        """Raises `WrongPassphrase` after a delay, `TooManyAttempts`, `VaultFormatError`."""
        path = self._settings.vault_file
        return self._try(
            lambda vault: open_with_passphrase(path, vault, passphrase, user_id=user_id), user_id
        )

    def with_recovery_key(self, text: str) -> OpenVault:
        """Raises `InputRefused("recovery_key_mistyped")`, or as `with_passphrase`."""
        recovery_key = RecoveryKey.parse(text)
        path = self._settings.vault_file
        return self._try(lambda vault: open_with_recovery_key(path, vault, recovery_key), None)

    def with_keyring(self, user_id: UserId | None) -> OpenVault:
        """Raises `EnvironmentProblem("keyring_unavailable")`, `InputRefused("keyring_forbidden")`, or as
        `with_passphrase`.
        """
        if not self._settings.keyring_allowed:
            raise InputRefused("keyring_forbidden")
        remembered = [each.user_id for each in self.sign_ins() if each.has_keyring]
        chosen = user_id or (remembered[0] if len(remembered) == 1 else None)
        path = self._settings.vault_file
        found = self.device_keys.load(Vault.load(path).workspace_id, chosen) if chosen else None
        if chosen is None or found is None:
            raise EnvironmentProblem("keyring_unavailable")
        return self._try(lambda vault: open_with_device_key(path, vault, found, user_id=chosen), chosen)

    def _try(self, opener: _Opener, user_id: UserId | None) -> OpenVault:
        vault = Vault.load(self._settings.vault_file)
        self.limiter.begin()
        try:
            opened = opener(vault)
        except WrongPassphrase:
            self.failed_unlocks.note(user_id, self._clock())
            time.sleep(self._settings.wrong_passphrase_delay_s)
            raise
        try:
            self.limiter.succeeded()
        except BaseException:
            opened.drop()
            raise
        return opened
