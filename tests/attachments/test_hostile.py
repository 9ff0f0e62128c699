"""Files made to hurt: garbage behind every kind of beginning, and real files cut, flipped and spliced.

Each of them either becomes an attachment or costs one refusal with a sentence; the program itself never
notices more. Parsing happens in processes of its own, so examples are few and each is a whole life of one.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.attachments.content import media_type_of, name_for
from core.attachments.dto import NAME_LIMIT_CHARS
from core.attachments.reader import ConfinedReader
from core.errors import InputRefused
from tests.attachments import material
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from ui.errors import has_sentence

_BEGINNINGS = [
    b"%PDF-1.7\n",
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00\x08\x00\x00\x00",
    b"MM\x00*\x00\x00\x00\x08",
    b"RIFF\xff\xff\x00\x00WEBPVP8L",
    b"\xff\xfe",
    b"",
]
_SLOW = settings(
    max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)


def outcome(data: bytes) -> str:
    """`taken`, or the code of the refusal; anything else fails the test."""
    try:
        media_type = media_type_of(data)
        ConfinedReader(timeout_s=20.0).inspect(data, media_type)
    except InputRefused as refused:
        return refused.code
    return "taken"


@given(st.sampled_from(_BEGINNINGS), st.binary(min_size=0, max_size=4_000))
@_SLOW
def test_garbage_is_refused_or_taken_in_words(beginning, rest):
    code = outcome(beginning + rest)
    assert code == "taken" or has_sentence(code)


@pytest.mark.proof("damaged attachments, no crash", short=15, long=600)
def test_real_files_cut_flipped_and_spliced(proof: Proof):
    chance = random.Random(20241)
    whole = [
        material.pdf(["Potassium 4.1", None, "three"]),
        material.picture("JPEG", exif=True, note="x"),
        material.picture("PNG", note="x"),
        material.picture("TIFF", exif=True),
        material.picture("WEBP", exif=True),
    ]
    found: dict[str, int] = {}
    for number in range(proof.repetitions):
        data = bytearray(whole[number % len(whole)])
        kind = number // len(whole) % 3
        if kind == 0:
            del data[chance.randrange(12, len(data)) :]
        elif kind == 1:
            for _ in range(chance.randrange(1, 40)):
                data[chance.randrange(12, len(data))] = chance.randrange(256)
        else:
            other = whole[chance.randrange(len(whole))]
            at = chance.randrange(12, len(data))
            data[at : at + 200] = other[: chance.randrange(1, 600)]
        code = outcome(bytes(data))
        assert code == "taken" or has_sentence(code)
        found[code] = found.get(code, 0) + 1
    assert sum(found.values()) == proof.repetitions
    listed = ", ".join(f"{code} {count}" for code, count in sorted(found.items()))
    figure(f"attachments: {proof.repetitions} damaged files, 0 crashes of the program ({listed})")


@given(st.text(max_size=300), st.sampled_from(["application/pdf", "image/png", "text/plain"]))
@settings(max_examples=300, deadline=None)
@example(" A:", "application/pdf")
def test_every_name_becomes_one_that_is_safe_to_show_and_to_save(given_name, media_type):
    name = name_for(given_name, media_type)
    assert 0 < len(name) <= NAME_LIMIT_CHARS
    assert "/" not in name
    assert "\\" not in name
    assert name.isprintable()
    assert not name.startswith(".")
    assert not set(name) & set('<>:"|?*')
    assert name_for(name, media_type) == name
