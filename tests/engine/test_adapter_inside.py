"""The starter generator with an adapter: it computes with it, reads with it, and says which one it has."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from core.cancel import Deadline
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest, ReadingRequest
from core.errors import Cancelled, ModelRejected
from tests.fakes.adapter_file import STARTER_LAYERS, adapter_file, starter_adapter

pytestmark = pytest.mark.engine

MESSAGES = (ChatMessage("user", "[1] plan: Sertraline 50 mg.\nQuestion: Which drug?"),)
READ = ReadingRequest(MESSAGES, ("none", "1", "2"))


@pytest.fixture
def with_adapter(starters, tmp_path):
    """Starts an engine of its own whose generator has this adapter."""
    begun: list[EngineClient] = []

    def begin(adapter) -> EngineClient:
        client = EngineClient(embedders=(), generator=replace(starters.generator, adapter=adapter))
        begun.append(client)
        client.start()
        return client

    yield begin
    for client in begun:
        client.stop()


@pytest.mark.parametrize("half", [True, False])
def test_it_is_computed_with_and_told(with_adapter, engine, tmp_path, half):
    adapter = starter_adapter(tmp_path / "lora.gguf", half=half)
    adapted = with_adapter(adapter)
    assert adapted.generator_info().adapter == adapter.sha256
    assert engine.generator_info().adapter == ""
    first, again, plain = adapted.read(READ), adapted.read(READ), engine.read(READ)
    assert first.probabilities == pytest.approx(again.probabilities, abs=1e-4)
    assert first.probabilities != pytest.approx(plain.probabilities, abs=1e-3)
    # What was read need not be read again to write.
    assert again.prompt_tokens_evaluated == 1
    written = adapted.generate(GenerationRequest(MESSAGES, max_tokens=4), on_text=lambda _: None)
    assert written.prompt_tokens_evaluated == 1


def test_a_reading_that_is_not_in_time_leaves_the_engine_as_it_was(engine):
    """Whoever waits only so long is let go soon, and the process that read for them is still of use."""
    process = engine.pid
    long = ReadingRequest(
        (ChatMessage("user", "The sea was calm and the wind came from the west. " * 250),), ("1",)
    )
    began = time.monotonic()
    with pytest.raises(Cancelled):
        engine.read(long, cancel=Deadline(0.3, None))
    assert time.monotonic() - began < 5
    assert engine.read(READ).probabilities
    assert engine.pid == process


def test_one_that_says_nothing_changes_nothing(with_adapter, engine, tmp_path):
    """Where it adds zeros the model is as without: it is added to the weights, not put in their place."""
    silent = with_adapter(starter_adapter(tmp_path / "lora.gguf", scale=0.0))
    assert silent.read(READ).probabilities == pytest.approx(engine.read(READ).probabilities, abs=1e-3)


def test_one_of_another_model_is_refused(with_adapter, tmp_path):
    wrong = adapter_file(tmp_path / "lora.gguf", shapes={"attn_q": (512, 512)}, layers=STARTER_LAYERS)
    with pytest.raises(ModelRejected) as refused:
        with_adapter(wrong).generator_info()
    assert refused.value.params["reason"] == "adapter_of_another_model"
