"""Frames survive any cut and any contents; anything else is refused at once."""

from __future__ import annotations

import io
import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.child_processes.frames import (
    MAX_HEADER_BYTES,
    MAX_PAYLOAD_BYTES,
    Frame,
    FrameError,
    encode_frame,
    read_frame,
)
from core.engine.vector_payload import pack_vectors, unpack_vectors

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | text
headers = st.dictionaries(text, scalars | st.lists(scalars, max_size=4), max_size=6)
frames = st.builds(Frame, headers, st.binary(max_size=200))


def read_all(data: bytes) -> list[Frame]:
    stream = io.BytesIO(data)
    found = []
    while (frame := read_frame(stream)) is not None:
        found.append(frame)
    return found


@given(st.lists(frames, max_size=4))
def test_frames_come_back_as_they_were_sent(sent):
    assert read_all(b"".join(encode_frame(frame) for frame in sent)) == sent


@given(frames, st.data())
def test_a_frame_that_is_cut_is_refused(frame, data):
    whole = encode_frame(frame)
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(FrameError):
        read_all(whole[:cut])


@given(st.binary(min_size=1, max_size=300))
def test_noise_is_refused_and_never_read_without_end(noise):
    try:
        found = read_all(noise)
    except FrameError as error:
        assert str(error) in {"magic", "too_large", "cut_short", "header"}  # noqa: PT017 - noise may be a frame
    else:
        assert b"".join(encode_frame(frame) for frame in found)


@given(frames, st.data())
def test_a_flipped_prefix_is_refused_or_harmless(frame, data):
    whole = bytearray(encode_frame(frame))
    place = data.draw(st.integers(0, 11))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(FrameError):
        read_all(bytes(whole))


@pytest.mark.parametrize(
    ("header_bytes", "payload_bytes"), [(MAX_HEADER_BYTES + 1, 0), (0, MAX_PAYLOAD_BYTES + 1)]
)
def test_an_impossible_length_is_refused_before_anything_is_read(header_bytes, payload_bytes):
    stream = io.BytesIO(struct.pack("!4sII", b"ANE1", header_bytes, payload_bytes) + b"x" * 10)
    with pytest.raises(FrameError, match="too_large"):
        read_frame(stream)
    assert stream.tell() == 12


@pytest.mark.parametrize("header", [b"[]", b"3", b"{", b"\xff\xfe", b"", b"[" * 100_000])
def test_a_header_that_is_not_an_object_is_refused(header):
    data = struct.pack("!4sII", b"ANE1", len(header), 0) + header
    with pytest.raises(FrameError, match="header"):
        read_frame(io.BytesIO(data))


def test_what_does_not_fit_is_not_sent():
    with pytest.raises(FrameError, match="too_large"):
        encode_frame(Frame({"text": "x" * (MAX_HEADER_BYTES + 1)}))


def test_half_a_surrogate_pair_is_replaced():
    frame = read_frame(io.BytesIO(encode_frame(Frame({"text": "a\ud800b"}))))
    assert frame is not None
    assert frame.header["text"] == "a?b"


def test_an_error_names_the_rule_and_not_the_contents():
    secret = json.dumps({"text": "Zebedee"}).encode()[:-2]
    data = struct.pack("!4sII", b"ANE1", len(secret), 0) + secret
    with pytest.raises(FrameError) as refused:
        read_frame(io.BytesIO(data))
    assert "Zebedee" not in repr(refused.value)
    assert refused.value.__cause__ is None


@given(st.integers(1, 5), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_vectors_come_back(rows, columns, seed):
    vectors = np.random.default_rng(seed).standard_normal((rows, columns)).astype(np.float32)
    back = unpack_vectors(pack_vectors(vectors), rows=rows)
    assert np.array_equal(back, vectors)
    assert back.flags.writeable


@pytest.mark.parametrize(("payload", "rows"), [(b"", 1), (b"\0" * 7, 1), (b"\0" * 12, 2), (b"\0" * 4, 0)])
def test_vectors_of_the_wrong_size_are_refused(payload, rows):
    with pytest.raises(FrameError, match="vectors"):
        unpack_vectors(payload, rows=rows)
