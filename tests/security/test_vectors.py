"""The search for embeddings in files finds each float format at each offset, and not in noise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.security.vectors import holds_vector, scan_for_vectors

FORMATS = ("<f2", ">f2", "<f4", ">f4", "<f8", ">f8")


def embedding(seed: int) -> NDArray[np.float32]:
    vector = np.random.default_rng(seed).standard_normal(384).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("offset", [0, 1, 3, 7])
def test_a_vector_is_found_in_each_format(name: str, offset: int) -> None:
    vector = embedding(1)
    jitter = np.random.default_rng(2).uniform(1 - 1e-6, 1 + 1e-6, vector.shape)
    stored = (vector * jitter).astype(name).tobytes()
    data = b"\x17" * offset + np.random.default_rng(3).bytes(501) + stored + b"\x00" * 50
    assert holds_vector(data, vector) == name[1:]


def test_part_of_a_vector_is_found() -> None:
    vector = embedding(1)
    for half in (vector[:190], vector[190:]):
        data = half.astype("<f2").tobytes()
        assert holds_vector(data, vector) == "f2"


def test_control_noise_and_other_vectors_are_not_found() -> None:
    others = np.concatenate([embedding(seed) for seed in range(2, 200)])
    data = np.random.default_rng(5).bytes(2_000_000) + b"".join(
        others.astype(name).tobytes() for name in FORMATS
    )
    assert holds_vector(data, embedding(1)) is None


def test_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "clean").write_bytes(b"nothing here" * 100)
    (tmp_path / "deep" / "dirty").write_bytes(embedding(4).astype("<f2").tobytes())
    assert scan_for_vectors([tmp_path], [embedding(3), embedding(4)]) == {tmp_path / "deep" / "dirty": "f2"}
