"""How long the application waits for the engine, and how often it retries."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import InputRefused

EMBED_TIMEOUT_RANGE_S = (10.0, 120.0)
FIRST_TOKEN_TIMEOUT_RANGE_S = (20.0, 300.0)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """After a transient failure: `retries` more tries, `first_delay_s` multiplied by `factor` up to a bound.

    Each delay is shortened at random by up to half, so that two callers do not retry together. No retry
    begins later than `budget_s` after the first try.
    """

    retries: int
    longest_delay_s: float
    first_delay_s: float = 0.5
    factor: float = 8.0
    budget_s: float = 60.0

    def delay_s(self, retry: int) -> float:
        """The longest delay before retry number `retry`, counted from 0."""
        return min(self.longest_delay_s, self.first_delay_s * self.factor**retry)


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """Times in seconds."""

    embed_timeout_s: float = 30.0
    first_token_timeout_s: float = 60.0
    stall_timeout_s: float = 30.0
    count_timeout_s: float = 20.0
    load_timeout_s: float = 180.0
    stop_timeout_s: float = 2.0
    embed_retry: RetryPolicy = RetryPolicy(retries=3, longest_delay_s=32.0)
    generate_retry: RetryPolicy = RetryPolicy(retries=2, longest_delay_s=16.0)
    breaker_failures: int = 5
    breaker_rest_s: float = 60.0
    threads: int | None = None

    @classmethod
    def from_settings(cls, *, embed_timeout_s: float, first_token_timeout_s: float) -> EngineLimits:
        """Limits with the two times a user may set.

        Raises:
            InputRefused: `setting_out_of_range`, with the setting's name and its range.
        """
        _check("embed_timeout_s", embed_timeout_s, EMBED_TIMEOUT_RANGE_S)
        _check("first_token_timeout_s", first_token_timeout_s, FIRST_TOKEN_TIMEOUT_RANGE_S)
        return cls(embed_timeout_s=embed_timeout_s, first_token_timeout_s=first_token_timeout_s)


def _check(name: str, value: float, allowed: tuple[float, float]) -> None:
    low, high = allowed
    if not low <= value <= high:
        raise InputRefused("setting_out_of_range", name=name, low=low, high=high)
