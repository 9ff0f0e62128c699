"""The meter must not flatter."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.security.passphrase_rule import Level, Strength, estimate
from ui.widgets.strength_meter import StrengthMeter


@pytest.mark.parametrize("passphrase", ["", "a", "Tr0ub4d"])
def test_too_short(passphrase: str) -> None:
    assert estimate(passphrase).level == "too_short"


@pytest.mark.parametrize(
    "passphrase", ["password123", "aaaaaaaaaaaa", "qwertyuiop", "Password123!", "1234567890"]
)
def test_long_but_guessed_first(passphrase: str) -> None:
    assert estimate(passphrase).level == "weak"


@pytest.mark.parametrize(
    "passphrase", ["seven quiet herons at dusk", "אנמנזה של שלום עולם", "correct horse battery staple"]
)
def test_several_words_are_strong(passphrase: str) -> None:
    assert estimate(passphrase).level == "strong"


def test_more_words_never_rate_lower() -> None:
    words = "heron dusk harbour lantern thimble".split()
    rated = [estimate(" ".join(words[: count + 1])).steps for count in range(len(words))]
    assert rated == sorted(rated)


def test_a_very_long_passphrase_is_rated_too() -> None:
    assert estimate("a lantern in the harbour " * 40).level == "strong"


@pytest.mark.parametrize("level", ["too_short", "weak", "fair", "good", "strong"])
def test_the_meter_says_it_in_words(qtbot: QtBot, level: Level) -> None:
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.show_strength(Strength(level, 9.0))
    assert meter.text
    assert meter.accessibleName() == meter.text
