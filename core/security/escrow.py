"""A slot's secret for the organisation named by a policy: encrypted with age to its recipient, kept in the
slot.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

import pyrage

from core.errors import InputRefused, WrongPassphrase


@dataclass(frozen=True, slots=True)
class EscrowSecret:
    """`recipient` is an age recipient (age1…), `sealed` the slot's secret encrypted to it."""

    recipient: str
    sealed: bytes

    @classmethod
    def seal(cls, secret: bytes | bytearray, recipient: str) -> EscrowSecret:
        """Raises `ValueError` if `recipient` is not an age recipient."""
        return cls(recipient, bytes(pyrage.encrypt(bytes(secret), [parsed_recipient(recipient)])))

    def open(self, identity: str) -> bytearray:
        """The slot's secret, by the age identity (AGE-SECRET-KEY-1…) of the recipient.

        Raises `InputRefused("escrow_identity_not_one")`, `WrongPassphrase` if it is another recipient's.
        """
        try:
            key = pyrage.x25519.Identity.from_str(_without_comments(identity))
        except pyrage.IdentityError as error:
            raise InputRefused("escrow_identity_not_one") from error
        try:
            return bytearray(pyrage.decrypt(self.sealed, [key]))
        except pyrage.DecryptError as error:
            raise WrongPassphrase from error

    def to_json(self) -> dict[str, str]:
        return {"recipient": self.recipient, "sealed": base64.b64encode(self.sealed).decode()}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> EscrowSecret:
        """Raises `ValueError`, `KeyError`, `TypeError` for malformed data."""
        return cls(str(data["recipient"]), base64.b64decode(str(data["sealed"]), validate=True))


def parsed_recipient(text: str) -> pyrage.x25519.Recipient:
    """Raises `ValueError` for text that is not an age recipient."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise ValueError("recipient") from error


def _without_comments(text: str) -> str:
    """The key without the comment lines that `age-keygen` writes."""
    lines = [line.strip() for line in text.splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")
