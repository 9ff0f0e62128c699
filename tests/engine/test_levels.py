"""Instruction levels on the real libraries: each that is announced works, and one that does not is left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.engine.catalogue import StarterModels
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest
from core.engine.processor.backend import backend_file
from core.engine.processor.identity import backends_directory
from core.engine.processor.levels import LEVEL_VARIABLE, below, levels
from core.engine.processor.processor import Processor
from core.engine.processor.trial import Measured, Outcome, run_trial
from tests.fixtures.figures import figure
from tests.fixtures.proofs import ALL, Proof

pytestmark = pytest.mark.engine

BEST = levels()[0]
FRUIT = GenerationRequest((ChatMessage("user", "Name a fruit."),), max_tokens=6)
DIES_WHEN_LOADED = "int ggml_backend_score(void){return 1;}void *ggml_backend_init(void){__builtin_trap();}"
NOT_FOR_THIS = "int ggml_backend_score(void){return 0;}void *ggml_backend_init(void){return 0;}"


@pytest.fixture(autouse=True)
def _no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LEVEL_VARIABLE, raising=False)


def _library(directory: Path, source: str) -> None:
    """A CPU library of the best level, made of `source`."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform == "win32":
        pytest.skip("no C compiler")
    file = directory / "fake.c"
    file.write_text(source)
    target = backend_file(directory, BEST)
    target.unlink(missing_ok=True)
    subprocess.run([compiler, "-shared", "-fPIC", "-O0", "-o", str(target), str(file)], check=True)


@pytest.fixture
def backends(tmp_path: Path) -> Path:
    """A directory with llama.cpp's own CPU libraries, to put others into."""
    directory, own = tmp_path / "backends", backends_directory()
    directory.mkdir()
    assert own is not None
    for level in levels():
        if (file := backend_file(own, level)).is_file():
            (directory / file.name).symlink_to(file)
    return directory


@pytest.mark.proof("instruction levels compute right", short=1, long=ALL)
def test_every_level_that_was_built_and_is_announced_computes_right(
    starters: StarterModels, proof: Proof
) -> None:
    tried: set[str] = set()
    # The safest is always tried, and in the short form one of the others.
    for level in [*proof.sample(levels()[:-1]), levels()[-1]]:
        outcome = run_trial(starters.generator, level.name)
        found = outcome.measured
        if outcome.died == "SIGILL":
            # Announced by the processor, and refused: what a trial is there to find out.
            figure(f"level {level.name}: announced and refused (SIGILL)")
            continue
        assert found is not None, f"{level.name}: {outcome.died or outcome.refused}"
        assert found.reason == "", f"{outcome.level} computes something else"
        if outcome.level not in tried:
            tried.add(outcome.level)
            speeds = f"reads {found.prompt_tokens_per_s:.0f}, writes {found.tokens_per_s:.0f} tokens/s"
            figure(f"level {outcome.level}: {speeds}")
    assert levels()[-1].name in tried, "the safest level is always there"


def test_a_library_that_dies_is_left_for_the_next_safer_one(starters: StarterModels, backends: Path) -> None:
    _library(backends, DIES_WHEN_LOADED)
    processor = Processor(backends=backends)
    trial = processor.try_model(starters.generator)
    assert trial is not None
    assert trial.works
    assert trial.level != BEST.name
    # The level is not told before it is loaded, so that the first that died is the one asked for.
    assert processor.findings.crashes[0].level == BEST.name


def test_a_library_that_says_it_is_not_for_this_processor_is_passed_over(
    starters: StarterModels, backends: Path
) -> None:
    _library(backends, NOT_FOR_THIS)
    processor = Processor(backends=backends)
    trial = processor.try_model(starters.generator)
    assert trial is not None
    assert trial.works
    assert processor.findings.crashes == ()


def _first_level(spec: object, level: str) -> Outcome:
    """As if the trial had found that everything works."""
    return Outcome(level, Measured(""))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
# One that lasts and one that does not; all of them: `tests/unit/core/engine/processor/test_processor.py`.
@pytest.mark.parametrize("died", ["SIGILL", "SIGSEGV"])
def test_a_question_is_answered_though_the_engine_dies_at_its_first_evaluation(
    starters: StarterModels, tmp_path: Path, died: str
) -> None:
    processor = Processor((tmp_path,), run=_first_level)
    command = (sys.executable, "-m", "tests.fakes.dying_engine", BEST.name, died, str(os.getpid()))
    client = EngineClient(embedders=(), generator=starters.generator, processor=processor, command=command)
    client.start()
    try:
        client.generator_info()
        began = time.monotonic()
        assert client.generate(FRUIT, on_text=lambda _: None).text
        figure(f"answered after {died} at the first evaluation: {time.monotonic() - began:.1f} s")
    finally:
        client.stop()
    safer = below(BEST.name)
    assert safer is not None
    assert processor.ceiling == safer.name
    assert [(each.level, each.signal) for each in processor.findings.crashes] == [(BEST.name, died)]
    lasting = Processor((tmp_path,), run=_first_level).ceiling
    assert lasting == (safer.name if died == "SIGILL" else BEST.name)
