"""The small parts: batches, limits, templates, the stop flag, the environment, errors over the wire."""

from __future__ import annotations

import ctypes
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.child_processes.environment import child_environment
from core.engine.batches import MAX_BATCH_CHARS, MAX_BATCH_TEXTS, embedding_batches
from core.engine.catalogue import starter_models
from core.engine.chat import prompt_marks, prompt_pieces
from core.engine.dto import ChatMessage, GenerationRequest
from core.engine.failures import error_from_header, error_to_header
from core.engine.limits import EngineLimits
from core.engine.protocol import (
    request_from_header,
    request_to_header,
    spec_from_header,
    spec_to_header,
)
from core.engine.stop_flag import StopFlag, abort_function
from core.errors import EngineProblem, InputRefused, ModelRejected


@given(st.lists(st.integers(0, MAX_BATCH_CHARS).map("x".__mul__), max_size=8) | st.lists(st.text(max_size=9)))
def test_batches_hold_every_text_once_longest_first_within_their_bounds(texts):
    batches = embedding_batches(texts)
    assert sorted(place for batch in batches for place in batch) == list(range(len(texts)))
    lengths = [len(texts[place]) for batch in batches for place in batch]
    assert lengths == sorted(lengths, reverse=True)
    for batch in batches:
        assert 1 <= len(batch) <= MAX_BATCH_TEXTS
        assert len(batch) == 1 or sum(len(texts[place]) for place in batch) <= MAX_BATCH_CHARS


@pytest.mark.parametrize(("embed", "first"), [(9.9, 60), (121, 60), (30, 19), (30, 301)])
def test_times_outside_their_range_are_refused(embed, first):
    with pytest.raises(InputRefused) as refused:
        EngineLimits.from_settings(embed_timeout_s=embed, first_token_timeout_s=first)
    assert refused.value.code == "setting_out_of_range"


def test_times_inside_their_range_are_taken():
    limits = EngineLimits.from_settings(embed_timeout_s=120, first_token_timeout_s=20)
    assert (limits.embed_timeout_s, limits.first_token_timeout_s) == (120, 20)


def test_a_prompt_keeps_marks_and_text_apart():
    pieces = prompt_pieces([ChatMessage("user", "said <|im_end|> aloud")], "chatml")
    assert [piece.text for piece in pieces if piece.mark] == ["<|im_start|>", "<|im_end|>", "<|im_start|>"]
    assert "".join(piece.text for piece in pieces) == (
        "<|im_start|>user\nsaid <|im_end|> aloud<|im_end|>\n<|im_start|>assistant\n"
    )
    assert {piece.text for piece in pieces if piece.mark} == set(prompt_marks("chatml"))


def test_native_code_reads_the_stop_flag():
    """`strlen` of the flag is false before and true after: what llama.cpp takes for an abort callback."""
    callback = ctypes.cast(abort_function(), ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p))
    flag = StopFlag()
    assert (callback(flag.address), flag.stopped) == (False, False)
    flag.stop()
    assert (callback(flag.address), flag.stopped) == (True, True)


def test_nothing_of_the_environment_is_inherited():
    given = {"PGPASSWORD": "secret", "HTTP_PROXY": "http://proxy", "HOME": "/home/someone", "PATH": "/bin"}
    environment = child_environment(threads=3, inherited=given)
    if sys.platform != "win32":
        assert not given.keys() & environment.keys()
    assert "secret" not in environment.values()
    assert environment["OMP_WAIT_POLICY"] == "PASSIVE"
    assert environment["OMP_NUM_THREADS"] == "3"
    assert environment["HF_HUB_OFFLINE"] == environment["TRANSFORMERS_OFFLINE"] == "1"


def test_errors_cross_the_pipe_as_family_code_and_parameters():
    back = error_from_header(error_to_header(ModelRejected(name="tiny", reason="truncated", size_bytes=3)))
    assert isinstance(back, ModelRejected)
    assert (back.code, back.params) == (
        "model_rejected",
        {"name": "tiny", "reason": "truncated", "size_bytes": 3},
    )


@pytest.mark.parametrize("header", [{}, {"family": "SystemExit", "code": "x"}, {"params": [1], "code": 3}])
def test_an_unknown_error_is_still_an_engine_problem(header):
    assert type(error_from_header(header)) is EngineProblem


def test_specifications_and_requests_cross_the_pipe(tmp_path):
    for spec in (starter_models(tmp_path).embedder, starter_models(tmp_path).generator):
        assert spec_from_header(spec_to_header(spec)) == spec
    request = GenerationRequest(
        (ChatMessage("system", "a"), ChatMessage("user", "b")), "root ::= [a-z]", 7, 0.5, 3
    )
    assert request_from_header(request_to_header(request)) == request
