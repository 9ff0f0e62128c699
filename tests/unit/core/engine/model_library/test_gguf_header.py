"""A GGUF header is read as data: what does not fit together is refused, and nothing hangs."""

from __future__ import annotations

import random
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from core.engine.catalogue import StarterModels
from core.engine.model_library.gguf_header import GeneratorRefused, read_header
from core.engine.model_library.gguf_reader import HEADER_LIMIT_BYTES
from tests.fakes.embedder_folder import weights
from tests.fakes.gguf_file import CHATML, F32, Q4_1, gguf, settings, text
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof


def header_of(raw: bytes, tmp_path: Path) -> Any:
    path = tmp_path / "model.gguf"
    path.write_bytes(raw)
    return read_header(path, context_tokens=4096)


def reason_of(raw: bytes, tmp_path: Path) -> str:
    with pytest.raises(GeneratorRefused) as refused:
        header_of(raw, tmp_path)
    return str(refused.value.reason)


def test_a_header_says_what_the_model_is(tmp_path):
    header = header_of(gguf(), tmp_path)
    assert (header.name, header.licence, header.architecture) == ("Tiny writer", "apache-2.0", "llama")
    assert (header.quantisation, header.parameters, header.weights_bytes) == ("Q4_1", 64, 40)
    assert (header.context_tokens, header.vocabulary, header.tokenizer) == (2048, 4, "gpt2")
    assert (header.chat_format, header.chat_format_known) == ("chatml", True)
    assert len(header.template_sha256) == 64
    # 2048 tokens, 2 layers, 2 shared heads of 8 numbers, key and value, 2 bytes each.
    assert header.working_bytes > 2048 * 2 * 2 * (8 + 8) * 2


def test_the_second_version_is_read_too(tmp_path):
    assert header_of(gguf(version=2), tmp_path).version == 2


def test_the_starter_is_read_as_it_is(starters: StarterModels) -> None:
    header = read_header(starters.generator.path, context_tokens=4096)
    assert (header.architecture, header.quantisation, header.parameters) == ("llama", "Q4_1", 134_515_008)
    assert (header.chat_format, header.chat_format_known, header.context_tokens) == ("chatml", True, 8192)
    # The engine with this model alone held 366 MB with its whole context read.
    assert 366e6 < header.memory_bytes < 1.3 * 366e6


def test_a_template_is_only_compared(tmp_path):
    """One that would harm whoever ran it is a text like any other; without marks we know, ours is plain."""
    hostile = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% for i in range(10**12) %}x{% endfor %}"
    header = header_of(gguf(settings(tokenizer__chat_template=hostile)), tmp_path)
    assert (header.chat_format, header.chat_format_known) == ("plain", False)


@pytest.mark.parametrize(
    ("changed", "chosen"),
    [
        ({"tokenizer__chat_template": None}, "plain"),
        ({"tokenizer__chat_template": CHATML + "{# mine #}"}, "chatml"),
        ({"tokenizer__chat_template": CHATML.replace(" ", "\n ")}, "chatml"),
        ({"tokenizer__ggml__token_type": [1, 1, 1, 1]}, "plain"),
        ({"tokenizer__ggml__tokens": ["a", "b", "c", "d"]}, "plain"),
        ({"tokenizer__ggml__token_type": None}, "plain"),
    ],
)
def test_a_format_needs_its_marks_as_tokens_of_the_model(tmp_path, changed, chosen):
    assert header_of(gguf(settings(**changed)), tmp_path).chat_format == chosen


_TURN = ("[INST]", "[/INST]", "</s>")
_LLAMA = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_CHATML = ("<|im_start|>", "<|im_end|>")
_PHI = ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>")


@pytest.mark.parametrize(
    ("architecture", "marks", "words", "chosen"),
    [
        ("llama", _LLAMA, (), "llama-3"),
        ("llama", _LLAMA, ("Cutting Knowledge Date: May 2025",), "llama-3.1"),
        ("llama", _TURN, (), "mistral-tekken"),
        ("llama", _TURN, ("[INST] ",), "mistral-instruct"),
        ("llama", ("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", *_TURN), (), "mistral-system"),
        # A format of both, which is none of ours.
        ("llama", ("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", *_TURN), ("[INST] ",), "plain"),
        ("gemma2", ("<start_of_turn>", "<end_of_turn>"), (), "gemma"),
        ("phi3", _PHI, (), "phi-3"),
        ("phi3", _PHI[1:], (), "phi-3-no-system"),
        ("qwen2", _CHATML, (), "chatml"),
        ("qwen3", (*_CHATML, "<think>", "</think>"), (), "chatml"),
        ("qwen3", (*_CHATML, "<think>", "</think>"), ("if enable_thinking is false",), "qwen-3"),
        ("qwen3", _CHATML, ("<think>", "</think>", "if enable_thinking is false"), "chatml"),
        ("gemma2", _CHATML, (), "plain"),
    ],
)
def test_known_formats_are_told_by_architecture_and_words(tmp_path, architecture, marks, words, chosen):
    template = "{# own #}" + "".join(f"{{{{ '{word}' }}}}" for word in (*marks, *words))
    assert _chosen(tmp_path, architecture, marks, template) == (chosen, False)


def test_a_template_that_makes_its_marks_from_the_roles_is_told_too(tmp_path):
    template = (
        "{{ '<|' + message['role'] + '|>' + message['content'] + '<|tool|>' + message['tools'] }}"
        "{{ '<|/tool|>' + '<|end|>' }}{{ '<|assistant|>' }}"
    )
    assert _chosen(tmp_path, "phi3", _PHI, template) == ("phi-4-mini", False)


def _chosen(tmp_path: Path, architecture: str, marks: tuple[str, ...], template: str) -> tuple[str, bool]:
    values = {key.replace("llama.", f"{architecture}."): value for key, value in settings().items()}
    values |= {
        "general.architecture": architecture,
        "tokenizer.ggml.tokens": list(marks),
        "tokenizer.ggml.token_type": [3] * len(marks),
        "tokenizer.chat_template": template,
    }
    header = header_of(gguf(values), tmp_path)
    return header.chat_format, header.chat_format_known


def _zipped(tmp_path: Path) -> bytes:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("model.gguf", gguf())
    return (tmp_path / "a.zip").read_bytes()


def test_what_only_has_the_name_is_told_apart(tmp_path):
    assert reason_of(_zipped(tmp_path), tmp_path) == "is_archive"
    assert reason_of(weights(), tmp_path) == "is_safetensors"
    assert reason_of(b"<!doctype html><title>404</title>", tmp_path) == "is_text"
    assert reason_of(b"", tmp_path) == "not_gguf"
    assert reason_of(b"ggml\x01\xff\xfe", tmp_path) == "not_gguf"
    assert reason_of(b"GGUF" + struct.pack(">IQQ", 3, 1, 1), tmp_path) == "other_endianness"
    assert reason_of(gguf(version=1), tmp_path) == "other_version"
    assert reason_of(gguf(version=1 << 20), tmp_path) == "other_version"


@pytest.mark.parametrize("architecture", ["bert", "nomic-bert", "clip", "t5encoder"])
def test_what_does_not_write_is_refused(tmp_path, architecture):
    raw = gguf(settings(general__architecture=architecture))
    assert reason_of(raw, tmp_path) == "not_a_generator"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"general__type": "adapter"}, "not_a_generator"),
        ({"split__count": 3}, "in_pieces"),
        ({"general__architecture": None}, "mislabelled"),
        ({"general__architecture": "../../x"}, "mislabelled"),
        ({"general__architecture": 7}, "mislabelled"),
        ({"llama__context_length": None}, "mislabelled"),
        ({"llama__context_length": 0}, "mislabelled"),
        ({"llama__context_length": 0xFFFFFFFF}, "mislabelled"),
        ({"llama__block_count": "many"}, "mislabelled"),
        ({"llama__attention__head_count": 0}, "mislabelled"),
        ({"llama__attention__head_count_kv": [1, 2, 3]}, "mislabelled"),
        ({"tokenizer__ggml__tokens": None}, "mislabelled"),
        ({"general__alignment": 3}, "mislabelled"),
        ({"general__alignment": 0}, "mislabelled"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(tmp_path, changed, reason):
    assert reason_of(gguf(settings(**changed)), tmp_path) == reason


def test_heads_may_differ_from_layer_to_layer(tmp_path):
    same = header_of(gguf(settings(llama__attention__head_count_kv=[2, 2])), tmp_path)
    fewer = header_of(gguf(settings(llama__attention__head_count_kv=[2, 0])), tmp_path)
    assert same == header_of(gguf(), tmp_path)
    assert fewer.working_bytes < same.working_bytes


@pytest.mark.parametrize(
    ("tensors", "reason"),
    [
        ((("w", (32, 2), Q4_1, 1 << 40),), "truncated"),
        ((("w", (32, 2), Q4_1, (1 << 64) - 32),), "truncated"),
        ((("w", (1 << 39, 1), F32, 0),), "truncated"),
        ((("w", (1 << 62, 1 << 62), F32, 0),), "mislabelled"),
        ((("w", (32, 0), Q4_1, 0),), "mislabelled"),
        ((("w", (33, 2), Q4_1, 0),), "mislabelled"),
        ((("w", (32, 2), 77, 0),), "mislabelled"),
        ((("w", (32, 2), Q4_1, 8),), "mislabelled"),
        ((("w", (), Q4_1, 0),), "mislabelled"),
        ((("w", (1,) * 9, F32, 0),), "mislabelled"),
        ((("w", (8,), F32, 0), ("w", (2,), F32, 32)), "mislabelled"),
        ((("w", (8,), F32, 0), ("v", (8,), F32, 0)), "mislabelled"),
        ((), "mislabelled"),
    ],
)
def test_tensors_lie_in_the_file_one_behind_the_other(tmp_path, tensors, reason):
    assert reason_of(gguf(tensors=tensors), tmp_path) == reason


def test_every_truncation_is_noticed(tmp_path):
    whole = gguf()
    for length in range(4, len(whole)):
        assert reason_of(whole[:length], tmp_path) == "truncated", length


def _huge(values: int = 1, tensors: int = 1, rest: bytes = b"") -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, values) + rest


@pytest.mark.parametrize(
    "raw",
    [
        _huge(values=1 << 63),
        _huge(tensors=1 << 63),
        _huge(rest=struct.pack("<Q", 1 << 63)),
        _huge(rest=text("k") + struct.pack("<IQ", 8, 1 << 62)),
        _huge(rest=text("k") + struct.pack("<IIQ", 9, 8, 1 << 60)),
        _huge(rest=text("k") + struct.pack("<IIQ", 9, 4, 1 << 61)),
        _huge(rest=text("k") + struct.pack("<IIQ", 9, 9, 2) + struct.pack("<IQ", 9, 2) * 50),
        _huge(rest=text("k") + struct.pack("<I", 99)),
        _huge(values=2, rest=(text("k") + struct.pack("<II", 4, 1)) * 2),
        _huge(rest=struct.pack("<Q", 2) + b"\xff\xfe" + struct.pack("<II", 4, 1)),
    ],
)
def test_lengths_and_counts_without_measure_are_refused(tmp_path, raw):
    assert reason_of(raw, tmp_path) in ("mislabelled", "truncated")


def test_a_header_without_an_end_is_refused(tmp_path):
    """As many short texts as fit: bounded before they are walked through."""
    texts = struct.pack("<Q", 0) * 3_000_000
    assert reason_of(_huge(rest=text("k") + struct.pack("<IIQ", 9, 8, 3_000_000) + texts), tmp_path) == (
        "mislabelled"
    )
    path = tmp_path / "long.gguf"
    with path.open("wb") as file:
        file.write(_huge(rest=text("k") + struct.pack("<IIQ", 9, 0, 1_900_000)))
        file.truncate(2 * HEADER_LIMIT_BYTES)
    tracemalloc.start()
    try:
        with pytest.raises(GeneratorRefused):
            read_header(path, context_tokens=4096)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 512 << 20
    figure(f"memory to refuse a header without an end: {peak / 1e6:.0f} MB")


@pytest.mark.proof("spoiled GGUF headers, read or refused", short=300, long=30_000)
def test_spoiled_headers_are_read_or_refused_and_never_hang(tmp_path: Path, proof: Proof) -> None:
    """Bytes of a good header changed, cut, repeated and taken out at random."""
    chance, whole = random.Random(6), bytearray(gguf())
    longest = 0.0
    read = refused = 0
    for _ in range(proof.repetitions):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            match chance.randrange(4):
                case 0:
                    raw[at] = chance.randrange(256)
                case 1:
                    raw[at : at + 8] = struct.pack("<Q", chance.choice((0, 1 << 31, 1 << 63, (1 << 64) - 1)))
                case 2:
                    del raw[at : at + chance.randint(1, 9)]
                case _:
                    raw[at:at] = raw[at : at + chance.randint(1, 40)]
        started = time.perf_counter()
        try:
            header_of(bytes(raw), tmp_path)
            read += 1
        except GeneratorRefused:
            refused += 1
        longest = max(longest, time.perf_counter() - started)
    assert read + refused == proof.repetitions
    assert refused > proof.repetitions // 4
    assert longest < 5, "a hang"
    figure(f"GGUF headers spoiled: {proof.repetitions}, {refused} refused, longest {longest * 1000:.0f} ms")


def test_a_header_made_to_cost_memory_is_refused_or_fits(tmp_path):
    """Sixty texts of four-byte characters, and more layers than any model has."""
    wide = {f"x{place}": "\U0001f600" + "a" * ((1 << 20) - 4) for place in range(60)}
    for layers in (4_096, 1 << 24):
        path = tmp_path / f"{layers}.gguf"
        path.write_bytes(gguf(settings(llama__block_count=layers) | wide))
        tracemalloc.start()
        try:
            if layers == 4_096:
                assert read_header(path, context_tokens=4096).memory_bytes
            else:
                with pytest.raises(GeneratorRefused, match="mislabelled"):
                    read_header(path, context_tokens=4096)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        figure(f"memory to read the costliest GGUF header, {layers} layers: {peak >> 20} MiB")
        assert peak < 512 << 20
