"""A trial's process is heard as far as it says what a trial says, and no further."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from core.engine.catalogue import ModelSpec
from core.engine.processor.levels import levels
from core.engine.processor.trial import Measured, Outcome, run_trial

BEST = levels()[0].name
LAST = levels()[-1].name
SPEC = ModelSpec(kind="generator", name="m", path=Path("/nowhere"), sha256="a" * 64, licence="")
HEARD = "import sys, os, signal, json; json.loads(sys.stdin.buffer.read()); "


def run(script: str, **options: object) -> Outcome:
    return run_trial(SPEC, BEST, command=(sys.executable, "-c", HEARD + script), **options)  # type: ignore[arg-type]


def test_level_and_measures_are_taken() -> None:
    said = f"""print('{{"level": "{LAST}"}}'); print('{{"reason": "", "tokens_per_s": 5.5}}')"""
    assert run(said) == Outcome(LAST, Measured("", tokens_per_s=5.5))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_signal_after_the_level_belongs_to_that_level() -> None:
    said = f"""print('{{"level": "{LAST}"}}', flush=True); os.kill(os.getpid(), signal.SIGILL)"""
    assert run(said) == Outcome(LAST, died="SIGILL")


@pytest.mark.parametrize(
    "line",
    ["3", "[]", '{"level": "avx10"}', '{"reason": "", "more": 1}', '{"level": 7, "reason": ""}', "{", ""],
)
def test_what_no_trial_says_is_no_result(line: str) -> None:
    assert run(f"print({line!r})") == Outcome(BEST, died="exit")


def test_a_refusal_is_cut_to_a_code() -> None:
    outcome = run("""print(json.dumps({"refused": "x" * 500}))""")
    assert outcome.refused == "x" * 40


def test_a_process_that_says_too_much_is_ended() -> None:
    began = time.monotonic()
    outcome = run("""
while True: print("x" * 100_000)""")
    assert outcome.measured is None
    assert outcome.died
    assert time.monotonic() - began < 60


def test_one_that_takes_too_long_is_ended() -> None:
    assert run("import time; time.sleep(600)", timeout_s=0.2).died == "timeout"


def test_one_that_is_stopped_says_nothing() -> None:
    assert run("import time; time.sleep(600)", stopping=lambda: True) == Outcome(BEST)
