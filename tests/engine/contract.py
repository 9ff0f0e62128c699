"""What any engine promises its callers; run over the real one and over the fake."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from core.cancel import CancelToken
from core.engine.dto import ChatMessage, EngineState, GenerationRequest, ReadingRequest
from core.errors import Cancelled, GenerationError, InputRefused


def ask(text: str, **options) -> GenerationRequest:
    return GenerationRequest((ChatMessage("user", text),), **options)


def reading(text: str, *candidates: str) -> ReadingRequest:
    return ReadingRequest((ChatMessage("user", text),), candidates)


class EngineContract:
    """Subclasses give a fixture `contract_engine`, started, with both models."""

    def test_is_ready_and_describes_its_models(self, contract_engine):
        assert contract_engine.state is EngineState.READY
        assert contract_engine.problem is None
        assert contract_engine.embedder_info().dimension == 384
        assert contract_engine.generator_info().limit_tokens >= 2048
        assert len(contract_engine.generator_info().sha256) == 64

    def test_embeds_in_the_order_given_at_unit_length(self, contract_engine):
        texts = ["sleep", "a long text about headaches and light " * 9, "שינה טובה", "sleep"]
        vectors = contract_engine.embed(texts)
        assert vectors.shape == (4, 384)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
        assert np.allclose(vectors[0], vectors[3], atol=1e-5)
        assert not np.allclose(vectors[0], vectors[1], atol=1e-2)

    def test_a_vector_does_not_depend_on_its_neighbours(self, contract_engine):
        texts = [f"note {number} about sleep" + " and rest" * (number % 7) for number in range(70)]
        together = contract_engine.embed(texts)
        alone = contract_engine.embed([texts[41]], urgent=True)
        assert float(together[41] @ alone[0]) > 0.9999

    def test_texts_that_share_words_are_nearer(self, contract_engine):
        near, far, question = contract_engine.embed(
            [
                "poor sleep and waking at night",
                "left knee swelling after a fall",
                "waking at night, poor sleep",
            ]
        )
        assert question @ near > question @ far

    def test_nothing_to_embed_gives_nothing(self, contract_engine):
        assert contract_engine.embed([]).shape == (0, 384)

    def test_an_empty_text_and_a_broken_one_still_have_vectors(self, contract_engine):
        vectors = contract_engine.embed(["", "half a pair \ud800 here"])
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)

    def test_an_absurd_text_is_refused(self, contract_engine):
        with pytest.raises(InputRefused) as refused:
            contract_engine.embed(["x" * 1_000_001])
        assert refused.value.code == "text_too_long"

    def test_a_cancelled_embedding_raises(self, contract_engine):
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            contract_engine.embed(["sleep"], cancel=token)

    def test_streams_exactly_the_text_it_returns(self, contract_engine):
        pieces: list[str] = []
        result = contract_engine.generate(
            ask("Name some fruits, please.", max_tokens=24), on_text=pieces.append
        )
        assert pieces
        assert "".join(pieces) == result.text
        assert result.finish in ("stop", "length")
        assert 0 < result.output_tokens <= 24
        assert result.prompt_tokens > 0
        assert 0 < result.first_token_ms <= result.total_ms

    def test_text_arrives_in_the_thread_that_asked(self, contract_engine):
        threads: set[int] = set()
        contract_engine.generate(
            ask("Say something.", max_tokens=4), on_text=lambda _: threads.add(threading.get_ident())
        )
        assert threads == {threading.get_ident()}

    def test_the_token_limit_ends_the_text(self, contract_engine):
        result = contract_engine.generate(
            ask("Write a very long story about the sea.", max_tokens=3), on_text=lambda _: None
        )
        assert result.finish == "length"
        assert result.output_tokens == 3

    def test_a_cancelled_generation_returns_what_there_was(self, contract_engine):
        token = CancelToken()
        pieces: list[str] = []

        def take(text: str) -> None:
            pieces.append(text)
            if len(pieces) == 3:
                token.cancel()

        result = contract_engine.generate(
            ask("Write a very long story about the sea.", max_tokens=400), on_text=take, cancel=token
        )
        assert result.finish == "cancelled"
        assert result.text == "".join(pieces)
        assert len(pieces) == 3

    def test_cancelled_before_it_began(self, contract_engine):
        token = CancelToken()
        token.cancel()
        result = contract_engine.generate(ask("Anything."), on_text=lambda _: None, cancel=token)
        assert (result.finish, result.text) == ("cancelled", "")

    def test_a_prompt_beyond_the_window_is_refused(self, contract_engine):
        limit = contract_engine.generator_info().limit_tokens
        with pytest.raises(GenerationError) as refused:
            contract_engine.generate(ask("word " * limit), on_text=lambda _: None)
        assert refused.value.code == "prompt_too_long"
        assert refused.value.params["limit_tokens"] == limit
        assert refused.value.params["prompt_tokens"] > limit

    def test_limits_without_sense_are_refused(self, contract_engine):
        with pytest.raises(InputRefused):
            contract_engine.generate(ask("Anything.", max_tokens=0), on_text=lambda _: None)

    def test_an_error_of_the_listener_reaches_the_caller_and_harms_nothing(self, contract_engine):
        def refuse(_: str) -> None:
            raise RuntimeError("listener")

        with pytest.raises(RuntimeError, match="listener"):
            contract_engine.generate(ask("Say something.", max_tokens=50), on_text=refuse)
        assert contract_engine.generate(ask("Say something.", max_tokens=2), on_text=lambda _: None).text

    def test_counts_tokens_by_text_and_by_prompt(self, contract_engine):
        counts = contract_engine.count_tokens(["", "sleep", "sleep was poor on three nights"])
        assert counts[0] == 0
        assert counts[0] < counts[1] < counts[2]
        assert contract_engine.count_tokens([]) == []
        prompt = contract_engine.count_prompt_tokens([ChatMessage("user", "sleep was poor on three nights")])
        assert prompt > counts[2]

    def test_reads_how_likely_each_candidate_begins_the_answer(self, contract_engine):
        request = reading("Is the sky blue? Say none, 1 or 2.", "none", "1", "2")
        result = contract_engine.read(request)
        assert len(result.probabilities) == 3
        assert sum(result.probabilities) == pytest.approx(1.0, abs=1e-6)
        assert all(0 <= each <= 1 for each in result.probabilities)
        assert result.prompt_tokens > 0
        assert contract_engine.read(request).probabilities == pytest.approx(result.probabilities, abs=1e-4)

    @pytest.mark.parametrize("candidates", [(), ("1", "1"), ("1", "")])
    def test_candidates_that_cannot_be_told_apart_are_refused(self, contract_engine, candidates):
        with pytest.raises(GenerationError) as refused:
            contract_engine.read(reading("Which?", *candidates))
        assert refused.value.code == "reading_refused"

    def test_a_reading_beyond_the_window_is_refused(self, contract_engine):
        limit = contract_engine.generator_info().limit_tokens
        with pytest.raises(GenerationError) as refused:
            contract_engine.read(reading("word " * limit, "none", "1"))
        assert refused.value.code == "prompt_too_long"

    def test_a_cancelled_reading_raises_and_harms_nothing(self, contract_engine):
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            contract_engine.read(reading("Which?", "none", "1"), cancel=token)
        assert contract_engine.read(reading("Which?", "none", "1")).probabilities
