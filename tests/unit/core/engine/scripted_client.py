"""What the tests of the engine's client have in common: short limits, a question, and what was heard."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path

from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, EngineState, GenerationRequest
from core.engine.limits import EngineLimits, RetryPolicy

QUICK = RetryPolicy(retries=2, longest_delay_s=0.01, first_delay_s=0.001)
LIMITS = EngineLimits(
    embed_timeout_s=0.4,
    first_token_timeout_s=0.4,
    stall_timeout_s=0.4,
    count_timeout_s=5.0,
    load_timeout_s=20.0,
    stop_timeout_s=5.0,
    embed_retry=QUICK,
    generate_retry=QUICK,
)
PATIENT = EngineLimits(embed_retry=QUICK, generate_retry=QUICK, stop_timeout_s=5.0)
ASK = GenerationRequest((ChatMessage("user", "question"),))


class Lives:
    """Where the scripted child counts how often it was born."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def count(self) -> int:
        return len(list(self.folder.iterdir()))


def states_of(client: EngineClient) -> queue.SimpleQueue[EngineState]:
    heard: queue.SimpleQueue[EngineState] = queue.SimpleQueue()
    client.subscribe(heard.put)
    return heard


def wait_state(heard: queue.SimpleQueue[EngineState], wanted: EngineState) -> None:
    while heard.get(timeout=20) is not wanted:
        pass


def generate(client: EngineClient, on_text: Callable[[str], None] = lambda _: None, **options):
    return client.generate(ASK, on_text=on_text, **options)
