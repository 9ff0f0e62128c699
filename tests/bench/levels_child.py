"""One llama.cpp at one instruction level: a round of reading and writing for each line on standard input."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from core.engine.llama import LlamaModel
from core.engine.processor.backend import load_backend

PROMPT_TOKENS = 160
WRITTEN_TOKENS = 48
_TEXT = "The patient reports less pain at night, sleeps six hours and takes ramipril 5 mg every morning. "


def main() -> None:
    """Arguments: the GGUF file, the number of threads."""
    model = LlamaModel(Path(sys.argv[1]), threads=int(sys.argv[2]), context_tokens=1024)
    prompt = model.tokenize(_TEXT * 40)[:PROMPT_TOKENS]
    print(json.dumps({"level": load_backend()}), flush=True)
    for _ in sys.stdin:
        print(json.dumps(_round(model, prompt)), flush=True)


def _round(model: LlamaModel, prompt: list[int]) -> dict[str, float]:
    model.keep(0)
    began, worked = time.perf_counter(), time.process_time()
    model.evaluate(prompt)
    token = int(np.argmax(model.scores()))
    read_s, read_cpu_s = time.perf_counter() - began, time.process_time() - worked
    began, worked = time.perf_counter(), time.process_time()
    for _ in range(WRITTEN_TOKENS):
        model.evaluate([token])
        token = int(np.argmax(model.scores()))
    written_s, written_cpu_s = time.perf_counter() - began, time.process_time() - worked
    return {
        "prompt_tokens_per_s": len(prompt) / read_s,
        "tokens_per_s": WRITTEN_TOKENS / written_s,
        "first_token_ms": 1000 * read_s,
        # What other work on the machine disturbs least.
        "prompt_tokens_per_cpu_s": len(prompt) / read_cpu_s,
        "tokens_per_cpu_s": WRITTEN_TOKENS / written_cpu_s,
    }


if __name__ == "__main__":
    main()
