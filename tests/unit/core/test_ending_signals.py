"""Which signals end the program in an orderly way."""

from __future__ import annotations

import signal
import sys

import pytest

from core.ending_signals import ending_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP")


def test_a_closed_terminal_is_a_request_to_end() -> None:
    assert set(ending_signals()) == {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def test_nohup_stays_in_force() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert set(ending_signals()) == {signal.SIGINT, signal.SIGTERM}
    finally:
        signal.signal(signal.SIGHUP, before)
