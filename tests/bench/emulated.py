"""`python -m tests.bench.emulated`: the starter models on processors that qemu-user emulates.

For each processor model the real trial and the real engine run under `qemu-x86_64 -cpu MODEL` (Debian:
qemu-user): the trial finds a level, the engine embeds and writes at it. qemu 7.2 emulates AVX2 and nothing
above, so that `Skylake-Server` and `max` announce no AVX-512 there; a level that is announced and refused is
what `tests/engine/test_levels.py` shows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from functools import partial

from core.engine.catalogue import StarterModels, starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest
from core.engine.environment import engine_command
from core.engine.limits import EngineLimits
from core.engine.processor.processor import Processor
from core.engine.processor.trial import run_trial, trial_command
from tests.fixtures.engine import models_dir

MODELS = ("Nehalem", "Haswell", "Skylake-Server", "max")
_TIMEOUT_S = 1800.0
_PATIENT = EngineLimits(
    load_timeout_s=_TIMEOUT_S,
    embed_timeout_s=_TIMEOUT_S,
    first_token_timeout_s=_TIMEOUT_S,
    stall_timeout_s=_TIMEOUT_S,
)
_FRUIT = GenerationRequest((ChatMessage("user", "Hi"),), max_tokens=2)


def main() -> int:
    """Prints a line for each processor model; 1 if one of them runs nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", default=MODELS)
    emulator = shutil.which("qemu-x86_64")
    if emulator is None:
        parser.error("qemu-x86_64 is not installed (Debian: apt-get install qemu-user)")
    starters = starter_models(models_dir())
    fine = True
    for model in parser.parse_args().models:
        began = time.monotonic()
        found = _on(starters, (emulator, "-cpu", model))
        fine = fine and "fails" not in found
        print(f"{model:<16} {found}, {time.monotonic() - began:.0f} s", flush=True)
    return 0 if fine else 1


def _on(starters: StarterModels, prefix: tuple[str, ...]) -> str:
    run = partial(run_trial, command=(*prefix, *trial_command()), short=True, timeout_s=_TIMEOUT_S)
    processor = Processor(run=run, identity=lambda: "0" * 64)
    said = []
    for spec in (starters.generator, starters.embedder):
        trial = processor.try_model(spec)
        if trial is None or not trial.works:
            return f"{spec.kind} fails: {trial.reason if trial else 'refused'}"
        said.append(f"{spec.kind} {trial.level}")
    client = EngineClient(
        embedders=(starters.embedder,),
        generator=starters.generator,
        limits=_PATIENT,
        processor=processor,
        command=(*prefix, *engine_command()),
    )
    client.start()
    try:
        vector = client.embed(["Slept 5 hours."])
        text = client.generate(_FRUIT, on_text=lambda _: None).text
    finally:
        client.stop()
    crashes = len(processor.findings.crashes)
    return f"{', '.join(said)}, engine embeds ({vector.shape[1]}) and writes {text!r}, {crashes} crashes"


if __name__ == "__main__":
    # Under an emulator nothing is given by the host's environment but where things are.
    os.environ.pop("ANAMNESIS_CPU_LEVEL", None)
    sys.exit(main())
