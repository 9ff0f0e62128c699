"""The vectors are those of the model's own example: same pooling, same window, whatever the precision."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from core.engine.environment import engine_environment

pytestmark = pytest.mark.engine

TEXTS = [
    "",
    "sleep",
    "The client slept five hours and took sertraline 50 mg daily.",
    "שינה לא טובה, כאבי ראש",
    "Headache after bright light. " * 200,
    "BP 142/88, HR 72; no fever.",
]

_BARE = """
import json, sys
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True)
print(json.dumps(model.encode(json.loads(sys.stdin.read())).tolist()))
"""


def test_the_vectors_are_those_of_the_bare_library(engine, starters):
    done = subprocess.run(
        [sys.executable, "-c", _BARE, str(starters.embedder.path)],
        input=json.dumps(TEXTS).encode(),
        capture_output=True,
        check=True,
        env=engine_environment(threads=2, inherited={}),
        timeout=180,
    )
    bare = np.array(json.loads(done.stdout), dtype=np.float32)
    cosines = np.sum(engine.embed(TEXTS) * bare, axis=1)
    assert cosines.min() > 0.9999
