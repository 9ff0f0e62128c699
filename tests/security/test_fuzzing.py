"""Whatever bytes are read where a file or a row should be: a refusal comes of it, or the truth."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys.program import REPOSITORY
from tests.security.fuzz_targets import TARGETS, VALUES, seeds
from tests.security.key_practice import lower_the_floor

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(max_size=8), each, max_size=4),
    max_leaves=10,
).map(lambda value: json.dumps(value).encode()) | st.sampled_from([each.encode() for each in VALUES])


@st.composite
def damaged(draw: st.DrawFn, right: list[bytes]) -> bytes:
    """What would be right, with bytes flipped, cut off, put in or doubled."""
    content = bytearray(draw(st.sampled_from(right)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(len(content) - 1, 0)))
        match draw(st.integers(0, 3)):
            case 0 if content:
                content[place] ^= draw(st.integers(1, 255))
            case 1:
                del content[place:]
            case 2:
                content[place:place] = draw(st.binary(max_size=8))
            case _:
                content[place:place] = content[place : place + 40]
    return bytes(content)


def inputs(name: str) -> st.SearchStrategy[bytes]:
    spliced = st.tuples(st.binary(min_size=3, max_size=3), _json).map(lambda parts: parts[0] + parts[1])
    return damaged(seeds(name)) | spliced | st.binary(max_size=200) | _json


@pytest.mark.parametrize("name", list(TARGETS))
@pytest.mark.proof("fuzzing, a refusal or the truth", short=60, long=4_000)
def test_nothing_but_a_refusal_comes_of_what_is_wrong(
    name: str, monkeypatch: pytest.MonkeyPatch, proof: Proof
) -> None:
    lower_the_floor(monkeypatch.setattr)
    target, strategy = TARGETS[name], inputs(name)
    failures = []
    tried = len(seeds(name))
    for seed in seeds(name):
        try:
            target(seed)
        except Exception as error:  # noqa: BLE001 - all of them are told together
            failures.append((type(error).__name__, seed[:40]))
    assert failures == []

    @settings(
        max_examples=proof.repetitions,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        target(data)

    attempt()
    proof.count(tried)
    figure(f"fuzzing {name}: {tried:,} inputs, 0 crashes and 0 wrong plaintexts (at most 3/{tried:,})")


@pytest.mark.journey
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.proof("fuzzing under atheris, seconds a target", short=1, long=30)
def test_the_longer_fuzz_runs(proof: Proof) -> None:
    seconds = proof.repetitions
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.fuzz_targets", "--seconds", str(seconds)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    figure(f"fuzzing under atheris, {seconds} s a target:")
    figure("\n".join(f"  {line}" for line in done.stdout.splitlines()))
    assert done.returncode == 0, done.stdout + done.stderr
