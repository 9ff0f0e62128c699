"""What a command does when it is asked to end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = """
import signal, sys
from pathlib import Path
from app.cli.console import Console
from app.cli.context import Context
from core.settings import Settings

console = Console(as_json=False, quiet=True)
context = Context(settings=Settings.load(Path(sys.argv[1])), console=console, passphrase_file=None)
context.stop_on_signals()
try:
    for name in sys.argv[2:]:
        signal.raise_signal(getattr(signal, name))
    print("cancelled" if context.cancel.cancelled else "goes on")
except KeyboardInterrupt:
    print("at once")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP")
@pytest.mark.parametrize(
    ("signals", "outcome"),
    [
        ("SIGINT", "cancelled"),
        ("SIGHUP", "cancelled"),
        # systemd sends both when it stops a session, and Python may see them in either order.
        ("SIGTERM SIGHUP", "cancelled"),
        ("SIGHUP SIGTERM", "cancelled"),
        ("SIGINT SIGINT", "at once"),
    ],
)
def test_a_command_that_is_asked_to_end_cancels_its_work(tmp_path: Path, signals: str, outcome: str) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path), *signals.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == outcome
