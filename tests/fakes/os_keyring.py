"""Keyrings in memory: one that works, and those that must not be trusted."""

from __future__ import annotations

import threading
from typing import ClassVar

import keyring.errors
from keyring.backend import KeyringBackend

HERE = "tests.fakes.os_keyring"


class MemoryKeyring(KeyringBackend):
    """Works, and shows what it was given."""

    priority = 5
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class LockedKeyring(MemoryKeyring):
    """The person dismissed the prompt."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked("dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError("dismissed")


class HangingKeyring(MemoryKeyring):
    """Its daemon does not answer until `answer` is set."""

    answer: ClassVar[threading.Event] = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answer.wait(30)
        return None


class UnusableKeyring(MemoryKeyring):
    """Says of itself that it should not be used."""

    priority = 0
