"""How hard a passphrase is to guess, by zxcvbn (Wheeler, USENIX Security 2016): words, names, patterns and
keyboard runs count for what they are worth, not for their length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zxcvbn import zxcvbn

from core.security.vault import MINIMUM_PASSPHRASE_CHARS

MINIMUM_CHARACTERS = MINIMUM_PASSPHRASE_CHARS
_CONSIDERED_CHARACTERS = 72
"""zxcvbn grows slow beyond; what comes after can only make it stronger."""
Level = Literal["too_short", "weak", "fair", "good", "strong"]
LEVELS: tuple[Level, ...] = ("too_short", "weak", "fair", "good", "strong")


@dataclass(frozen=True, slots=True)
class Strength:
    """`guesses_log10`: the decimal logarithm of the guesses an informed attacker needs."""

    level: Level
    guesses_log10: float

    @property
    def steps(self) -> int:
        """0 to 4, for a meter."""
        return LEVELS.index(self.level)


def estimate(passphrase: str) -> Strength:
    """Rates a passphrase against an attacker with the stolen disk.

    One guess costs the Argon2id of the vault (about half a second of one machine), so 10^8 guesses are a year
    and a half of it, and 10^11 more than a thousand years.
    """
    if len(passphrase) < MINIMUM_CHARACTERS:
        return Strength("too_short", 0.0)
    guesses = float(zxcvbn(passphrase[:_CONSIDERED_CHARACTERS])["guesses_log10"])
    if guesses < 8:
        return Strength("weak", guesses)
    if guesses < 11:
        return Strength("fair", guesses)
    return Strength("good" if guesses < 14 else "strong", guesses)
