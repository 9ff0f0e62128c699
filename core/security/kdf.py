"""Key derivation: Argon2id for passphrases, HKDF for keys derived from a key."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import EnvironmentProblem, VaultFormatError
from core.security.memory import KEY_BYTES, wipe

_STRETCHED_BYTES = 64
_MAX_ITERATIONS = 20
_MIN_MEMORY_KIB = 64 * 1024
_MAX_MEMORY_KIB = 1024 * 1024
_MAX_LANES = 16
_UNMEASURED_KIB = 8 * 3 * 256 * 1024
"""Costs that write at most this much memory in all (eight times the recommended) are accepted unmeasured."""
_UNBEARABLE_S = 120.0


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """Argon2id parameters (RFC 9106). `memory_kib` is in KiB."""

    iterations: int
    memory_kib: int
    lanes: int

    @classmethod
    def recommended(cls) -> Argon2Cost:
        """Takes 0.62 s on the two-core machine it was chosen on."""
        return cls(iterations=3, memory_kib=256 * 1024, lanes=4)

    @classmethod
    def floor(cls) -> Argon2Cost:
        """The cheapest cost that reading accepts."""
        return cls(iterations=1, memory_kib=_MIN_MEMORY_KIB, lanes=4)

    @classmethod
    def recommended_floor(cls) -> Argon2Cost:
        """The weaker of the two costs that RFC 9106 §4 recommends: t=3, m=64 MiB, p=4."""
        return cls(iterations=3, memory_kib=_MIN_MEMORY_KIB, lanes=4)

    def weaker_than(self, other: Argon2Cost) -> bool:
        """Compares the memory written in all, which is what a guess costs an attacker."""
        return self.iterations * self.memory_kib < other.iterations * other.memory_kib

    def check(self) -> None:
        """Raises `VaultFormatError` for a cost that is a downgrade, or so high that it is an attack."""
        if not self.is_allowed:
            raise VaultFormatError("vault_cost_refused")

    @property
    def is_allowed(self) -> bool:
        """Whether `calibrated_cost` could choose it on any computer."""
        return (
            1 <= self.iterations <= _MAX_ITERATIONS
            and _MIN_MEMORY_KIB <= self.memory_kib <= _MAX_MEMORY_KIB
            and 1 <= self.lanes <= _MAX_LANES
        )


def require_bearable(costs: Iterable[Argon2Cost], *, probe: Callable[[], float] | None = None) -> None:
    """Refuses costs that this computer cannot try in two minutes: an edited vault file may ask for more.

    `probe` gives the seconds that the cheapest cost takes here. Costs that are refused individually are not
    counted. Raises `VaultFormatError("vault_cost_refused")` before any expensive derivation begins.
    """
    tried = [cost for cost in costs if cost.is_allowed]
    written_kib = sum(cost.iterations * cost.memory_kib for cost in tried)
    if written_kib <= _UNMEASURED_KIB:
        return
    took_s = (probe or _probed)()
    if took_s / _MIN_MEMORY_KIB * written_kib > _UNBEARABLE_S:
        raise VaultFormatError("vault_cost_refused")


def _probed() -> float:
    began = time.perf_counter()
    stretch_passphrase("measured", salt=bytes(16), cost=Argon2Cost.floor())
    return time.perf_counter() - began


def hkdf(
    key: bytes | bytearray, *, info: bytes, length: int = KEY_BYTES, salt: bytes | None = None
) -> bytearray:
    """HKDF-SHA256 (RFC 5869) of `key`; different `info` gives independent keys."""
    derived = bytearray(length)
    HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive_into(key, derived)
    return derived


def stretch_passphrase(passphrase: str, *, salt: bytes, cost: Argon2Cost) -> bytearray:
    """64 bytes of Argon2id over the NFKC form of `passphrase`, so that any keyboard gives the same key.

    Raises `VaultFormatError("vault_cost_refused")`, `EnvironmentProblem("memory_for_unlock")`.
    """
    cost.check()
    typed = unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass")
    stretched = bytearray(_STRETCHED_BYTES)
    argon2 = Argon2id(
        salt=salt,
        length=_STRETCHED_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        argon2.derive_into(typed, stretched)
    except MemoryError as error:
        raise EnvironmentProblem("memory_for_unlock", needed_mib=cost.memory_kib // 1024) from error
    finally:
        wipe(typed)
    return stretched
