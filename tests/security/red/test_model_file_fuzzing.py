"""Tokenizer and weight files with random bytes changed, read where the engine reads them: confined.

A file that is read has passed the list of hashes; this is for the file that somebody put on the list. What
comes of it is a refusal or a model. A parser that dies takes the confined process along and nothing else.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from core.child_processes.environment import child_environment
from core.engine.model_library.safetensors_header import HeaderRefused, read_tensors_header
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof

pytestmark = pytest.mark.engine

LONGEST_S = 5.0
MOST_BYTES = 4 << 30
READER = """
import json, os, resource, sys, time
from pathlib import Path
from core.child_processes.isolation import isolate
folder = Path(sys.argv[2])
isolate(parent_pid=int(sys.argv[1]))
from core.engine.confinement import confine
held = confine({"embedders": [{"path": str(folder)}], "generator": None})
from tokenizers import Tokenizer
from core.engine.encoding.packed import _reader
def tokenizer(path):
    return len(Tokenizer.from_file(str(path)).encode("slept badly, 50 mg daily").ids)
def weights(path):
    with _reader(path, {}) as read:
        return read("embeddings.word_embeddings.weight").shape
import torch
for name in sys.argv[3:]:
    started = time.monotonic()
    try:
        (tokenizer if name.endswith(".json") else weights)(folder / name)
        outcome = "read"
    except Exception as error:
        outcome = type(error).__name__
    except BaseException as error:
        outcome = "BaseException " + type(error).__name__
    print(json.dumps([name, outcome, time.monotonic() - started]), flush=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(["end", bool(held.landlock and held.system_calls), peak]), flush=True)
os._exit(0)
"""


def small_tokenizer(starters) -> bytes:
    """The starter's own tokenizer with a vocabulary that a change is likelier to hit the rest of."""
    document = json.loads((starters.embedder.path / "tokenizer.json").read_text("utf-8"))
    document["model"]["vocab"] = document["model"]["vocab"][:400]
    return json.dumps(document).encode()


def small_weights() -> bytes:
    from safetensors.numpy import save

    drawn = np.random.default_rng(3).standard_normal((40, 8)).astype(np.float32)
    return save({"embeddings.word_embeddings.weight": drawn, "embeddings.LayerNorm.bias": drawn[0]})


def damaged(right: bytes, draw: random.Random) -> bytes:
    content = bytearray(right)
    # In files whose head says what follows, most changes belong there.
    reach = len(content) if draw.random() < 0.5 else min(len(content), 400)
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        place = draw.randrange(reach)
        match draw.randrange(4):
            case 0:
                content[place] ^= draw.randint(1, 255)
            case 1:
                content[place : place + draw.randint(1, 9)] = draw.randbytes(draw.randint(0, 9))
            case 2:
                content[place:place] = content[place : place + draw.randint(1, 60)]
            case _:
                del content[place : place + draw.randint(1, 60)]
        if len(content) < reach or not content:
            break
    return bytes(content)


def read_all(folder: Path, names: list[str]) -> tuple[list[list], int]:
    """What became of each, in as many processes as it took, and how many of these died."""
    outcomes, deaths = [], 0
    while names:
        done = subprocess.run(
            [sys.executable, "-c", READER, str(os.getpid()), str(folder), *names],
            env=child_environment(threads=1, inherited=os.environ),
            capture_output=True,
            timeout=300,
            check=False,
        )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert lines, done.stderr[-2000:]
        if lines[-1][0] == "end":
            assert lines[-1][2] < MOST_BYTES
            outcomes += lines[:-1]
            break
        outcomes += [*lines, [names[len(lines)], "died", 0.0]]
        deaths += 1
        names = names[len(lines) + 1 :]
    return outcomes, deaths


@pytest.mark.proof("damaged model files, a refusal", short=40, long=2_500)
def test_a_damaged_tokenizer_or_weights_file_costs_a_refusal(starters, tmp_path, proof: Proof):
    draw = random.Random(20)
    right = {"json": small_tokenizer(starters), "safetensors": small_weights()}
    for suffix, content in right.items():
        (tmp_path / f"right.{suffix}").write_bytes(content)
        for number in range(proof.repetitions):
            (tmp_path / f"{number:04d}.{suffix}").write_bytes(damaged(content, draw))
    names = sorted(path.name for path in tmp_path.iterdir())
    outcomes, deaths = read_all(tmp_path, names)
    told = {name: outcome for name, outcome, _ in outcomes}
    assert sorted(told) == names
    assert told["right.json"] == told["right.safetensors"] == "read"
    assert deaths == 0
    assert max(spent for _, _, spent in outcomes) < LONGEST_S
    proof.count(len(right) * proof.repetitions, deaths)
    for suffix in right:
        counted = Counter(outcome for name, outcome in told.items() if name.endswith(suffix))
        figure(
            f"fuzzing {suffix} files in the sandbox: {proof.repetitions}, {dict(counted)}, "
            f"{deaths} processes died"
        )


@pytest.mark.proof("damaged headers of weights, a refusal", short=200, long=20_000)
def test_the_header_reader_of_the_program_refuses_too(tmp_path, proof: Proof):
    """Before a model is taken, the program itself reads the header, in Python."""
    draw, path = random.Random(21), tmp_path / "weights.safetensors"
    counted: Counter[str] = Counter()
    for _ in range(proof.repetitions):
        path.write_bytes(damaged(small_weights(), draw))
        try:
            read_tensors_header(path)
            counted["read"] += 1
        except HeaderRefused as refused:
            counted[refused.reason] += 1
    figure(f"fuzzing headers of weights in the program: {proof.repetitions:,}, {dict(counted)}")
