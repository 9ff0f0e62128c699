"""A reading over a scripted child: it ends with probabilities, with a code, or when it is cancelled."""

from __future__ import annotations

import time

import pytest

from core.cancel import CancelToken, Deadline
from core.engine.dto import ChatMessage, ReadingRequest
from core.engine.protocol import reading_from_header, reading_to_header
from core.errors import Cancelled, GenerationError
from tests.unit.core.engine.scripted_client import LIMITS, PATIENT

ASK = ReadingRequest((ChatMessage("user", "question"),), ("none", "1", "2", "3", "4"), "chart", ("gone",))


def test_a_request_survives_the_way_to_the_engine():
    assert reading_from_header(reading_to_header(ASK)) == ASK


def test_the_probabilities_come_in_the_order_of_the_candidates(begin):
    result = begin().read(ASK)
    assert result.probabilities == (0.2,) * 5
    assert (result.prompt_tokens, result.prompt_tokens_evaluated) == (5, 3)
    assert result.total_ms > 0


@pytest.mark.parametrize("fault", ["exit_on_read", "no_shares", "words_for_shares"])
def test_a_process_that_fails_is_replaced_and_asked_again(begin, lives, fault):
    assert begin(fault, for_lives=1, limits=LIMITS).read(ASK).probabilities
    assert lives.count == 2


def test_one_that_always_fails_ends_in_a_code(begin):
    with pytest.raises(GenerationError) as failed:
        begin("no_shares", limits=LIMITS).read(ASK)
    assert failed.value.code == "engine_protocol"


def test_one_that_hangs_is_killed(begin, lives):
    with pytest.raises(GenerationError) as failed:
        begin("hang_read", limits=LIMITS).read(ASK)
    assert failed.value.code == "engine_timeout"
    assert lives.count >= 3


def test_who_waits_only_so_long_leaves_then(begin):
    client = begin("hang_read", limits=PATIENT)
    client.generator_info()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        client.read(ASK, cancel=Deadline(0.2, None))
    # The process is deaf: it is given the time to say that it stopped, and killed.
    assert time.monotonic() - began < 0.2 + PATIENT.stop_timeout_s + 3


def test_cancelled_before_it_began(begin):
    client, token = begin(), CancelToken()
    client.generator_info()
    token.cancel()
    with pytest.raises(Cancelled):
        client.read(ASK, cancel=token)
    assert client.read(ASK).probabilities
