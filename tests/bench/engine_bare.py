"""The bare counterparts: the same model files driven by their libraries' own classes, in a process apart.

Reads one command a line on standard input and answers with one line of JSON, so that its rounds can alternate
with those of the application and drift of the machine falls on both.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


class BareEmbedder:
    def __init__(self, path: str, threads: int) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        self._model: Any = SentenceTransformer(path, device="cpu", local_files_only=True)
        self._model.encode(["warm up"])

    def embed(self, texts: list[str], give: bool = False) -> dict[str, Any]:
        """With `give` the vectors too, which are not a part of the time."""
        started, worked = time.perf_counter(), time.process_time()
        vectors = self._model.encode(texts, show_progress_bar=False)
        seconds, cpu_s = time.perf_counter() - started, time.process_time() - worked
        return {"seconds": seconds, "cpu_s": cpu_s, "vectors": vectors.tolist() if give else []}


class BareGenerator:
    def __init__(self, path: str, threads: int, context_tokens: int) -> None:
        from llama_cpp import Llama

        from core.engine.processor.backend import load_backend

        load_backend()
        self._llama: Any = Llama(
            path, n_ctx=context_tokens, n_threads=threads, n_threads_batch=threads, verbose=False
        )

    def generate(self, messages: list[tuple[str, str]], max_tokens: int) -> dict[str, float]:
        """A cold prompt: whatever the library kept of the one before is forgotten first."""
        prompt = "".join(f"<|im_start|>{role}\n{text}<|im_end|>\n" for role, text in messages)
        tokens = self._llama.tokenize(
            f"{prompt}<|im_start|>assistant\n".encode(), add_bos=False, special=True
        )
        self._llama.reset()
        times: list[float] = []
        worked = 0.0
        started = time.perf_counter()
        for _ in self._llama.generate(tokens, temp=0.0, repeat_penalty=1.0):
            times.append(time.perf_counter())
            if len(times) == 1:
                worked = time.process_time()
            if len(times) == max_tokens:
                break
        return {
            "prompt_tokens": len(tokens),
            "first_token_s": times[0] - started,
            "tokens_per_s": (len(times) - 1) / (times[-1] - times[0]),
            "cpu_ms": 1000 * (time.process_time() - worked) / (len(times) - 1),
        }


def main() -> None:
    kind, path, threads, context_tokens = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    folder = Path(path)
    worker: Any = (
        BareEmbedder(str(folder), threads)
        if kind == "embedder"
        else BareGenerator(str(folder), threads, context_tokens)
    )
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        call = json.loads(line)
        print(json.dumps(getattr(worker, call["op"])(**call["arguments"])), flush=True)


if __name__ == "__main__":
    main()
