"""The rule for acceptable passphrases, used wherever one is set, with codes for why one is refused.

Strength is estimated by zxcvbn (Wheeler, USENIX Security 2016), which rates words, names, patterns and
keyboard runs by how guessable they are, not by their length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from core.errors import InputRefused

MINIMUM_PASSPHRASE_CHARS = 8
LEAST_GUESSES_LOG10 = 8
"""A guess costs one Argon2id of the vault, about half a second of one machine: 10^8 guesses take a year and a
half.
"""
_GOOD_LOG10, _STRONG_LOG10 = 11, 14
_CONSIDERED_CHARS = 72
"""zxcvbn becomes slow beyond this; further characters can only make a passphrase stronger."""
Level = Literal["too_short", "weak", "fair", "good", "strong"]
LEVELS: tuple[Level, ...] = ("too_short", "weak", "fair", "good", "strong")
_NAMES = {"surnames", "male_names", "female_names"}
_BY_PATTERN = {
    "spatial": "passphrase_weak_keyboard",
    "repeat": "passphrase_weak_repeat",
    "sequence": "passphrase_weak_sequence",
    "date": "passphrase_weak_date",
    "regex": "passphrase_weak_date",
}


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
    """Rates a passphrase against an attacker with the stolen disk."""
    if len(passphrase) < MINIMUM_PASSPHRASE_CHARS:
        return Strength("too_short", 0.0)
    guesses = float(_rated(passphrase, ())["guesses_log10"])
    if guesses < LEAST_GUESSES_LOG10:
        return Strength("weak", guesses)
    if guesses < _GOOD_LOG10:
        return Strength("fair", guesses)
    return Strength("good" if guesses < _STRONG_LOG10 else "strong", guesses)


def check_passphrase(
    passphrase: str, *, least_guesses_log10: int = LEAST_GUESSES_LOG10, known: Sequence[str] = ()
) -> None:
    """`known`: names an attacker knows too, such as those of the practice and the person.

    Raises `InputRefused`: `passphrase_too_short`; or, when it takes fewer than ten to the power of
    `least_guesses_log10` guesses, what makes it easy: `passphrase_weak_common`, `_name`, `_keyboard`,
    `_repeat`, `_sequence`, `_date`, or `passphrase_weak` where no single part does.
    """
    if len(passphrase) < MINIMUM_PASSPHRASE_CHARS:
        raise InputRefused("passphrase_too_short", minimum=MINIMUM_PASSPHRASE_CHARS)
    rated = _rated(passphrase, known)
    if float(rated["guesses_log10"]) < max(least_guesses_log10, LEAST_GUESSES_LOG10):
        raise InputRefused(_why(rated))


def _rated(passphrase: str, known: Sequence[str]) -> dict[str, Any]:
    # Its word lists take a tenth of a second to load, and few commands set a passphrase.
    from zxcvbn import zxcvbn

    inputs = ["anamnesis", *(word for name in known for word in (name, *name.split()) if word)]
    return dict(zxcvbn(passphrase[:_CONSIDERED_CHARS], user_inputs=inputs))


def _why(rated: dict[str, Any]) -> str:
    """The code for the longest part that can be guessed as a unit."""
    longest = max(rated["sequence"], key=lambda part: len(part["token"]))
    if longest["pattern"] != "dictionary":
        return _BY_PATTERN.get(longest["pattern"], "passphrase_weak")
    if longest["dictionary_name"] in _NAMES | {"user_inputs"}:
        return "passphrase_weak_name"
    return "passphrase_weak_common"
