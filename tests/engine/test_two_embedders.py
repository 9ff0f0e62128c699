"""Two embedders in one process, of which the second is one this program has never seen."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from core.engine.catalogue import WEIGHTS_FILE, ModelSpec
from core.engine.client import EngineClient
from core.engine.encoding.packed_model import _fingerprint
from core.errors import ModelMissing

pytestmark = pytest.mark.engine

TEXTS = ["sleep", "Poor sleep and waking at night.", "שינה לא טובה", "left knee swelling " * 120]
_LAYERS = 2
_KNOWING = """
import sys
from core.engine.encoding import packed_model
packed_model._COMPARED |= {sys.argv[2]}
from core.engine.__main__ import main
main()
"""
"""An engine that has compared one more model than the program has."""


def _shallow(whole: ModelSpec, folder: Path) -> ModelSpec:
    """The starter embedder without its upper layers, pooled by its first token: a model of its own."""
    shutil.copytree(whole.path, folder)
    weights = load_file(whole.weights)
    kept = {
        name: array
        for name, array in weights.items()
        if not name.startswith("encoder.layer.") or int(name.split(".")[2]) < _LAYERS
    }
    save_file(kept, folder / WEIGHTS_FILE, metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": _LAYERS}))
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": 384, "pooling_mode_cls_token": True})
    )
    sha256 = hashlib.sha256((folder / WEIGHTS_FILE).read_bytes()).hexdigest()
    return ModelSpec("embedder", "shallow", folder, sha256, "Apache-2.0")


@pytest.fixture(scope="module")
def shallow(starters, tmp_path_factory) -> ModelSpec:
    return _shallow(starters.embedder, tmp_path_factory.mktemp("models") / "shallow")


@pytest.fixture(scope="module")
def both(starters, shallow) -> Iterator[EngineClient]:
    client = EngineClient(embedders=(starters.embedder, shallow), generator=None)
    client.start()
    yield client
    client.stop()


def test_each_gives_its_own_vectors(both, engine, shallow):
    info = both.embedder_info(model=shallow.sha256)
    assert (info.name, info.sha256, info.dimension) == ("shallow", shallow.sha256, 384)
    assert info.method.startswith("packed")
    first, second = both.embed(TEXTS), both.embed(TEXTS, model=shallow.sha256)
    assert np.sum(first * engine.embed(TEXTS), axis=1).min() > 0.9999
    assert np.sum(first * second, axis=1).max() < 0.9


def test_a_question_in_one_overtakes_a_batch_in_the_other(both, starters, shallow):
    texts = [f"note {number}" + " about poor sleep and low mood" * 20 for number in range(160)]
    both.embedder_info(model=shallow.sha256)
    with ThreadPoolExecutor(1) as pool:
        background = pool.submit(both.embed, texts, model=shallow.sha256)
        for _ in range(3):
            question = both.embed(["who slept poorly?"], model=starters.embedder.sha256, urgent=True)
            assert question.shape == (1, 384)
        assert not background.done()
        together = background.result(120)
    alone = both.embed(texts[::80], model=shallow.sha256)
    assert np.sum(together[::80] * alone, axis=1).min() > 0.9999


def test_the_new_one_takes_over_while_it_is_used(starters, shallow):
    texts = [f"note {number}" + " about poor sleep" * 20 for number in range(64)]
    # What it costs to compare an unknown one, each time that it is loaded, is paid in `both`.
    command = (sys.executable, "-c", _KNOWING, str(os.getpid()), _fingerprint(shallow))
    client = EngineClient(embedders=(starters.embedder,), generator=None, command=command)
    client.start()
    try:
        with ThreadPoolExecutor(1) as pool:
            client.embedder_info()
            background = pool.submit(client.embed, texts)
            client.use_models(embedders=(starters.embedder, shallow), generator=None)
            assert background.result(120).shape == (64, 384)
        client.use_models(embedders=(shallow,), generator=None)
        info = client.embedder_info()
        assert (info.sha256, info.method.split()[0]) == (shallow.sha256, "packed")
        with pytest.raises(ModelMissing):
            client.embed(["sleep"], model=starters.embedder.sha256)
    finally:
        client.stop()


def test_a_model_with_something_unknown_about_it_goes_through_the_library(shallow, both, tmp_path):
    folder = tmp_path / "lowered"
    shutil.copytree(shallow.path, folder)
    (folder / "sentence_bert_config.json").write_text(
        json.dumps({"max_seq_length": 256, "do_lower_case": True})
    )
    spec = ModelSpec("embedder", "lowered", folder, shallow.sha256, "Apache-2.0")
    client = EngineClient(embedders=(spec,), generator=None)
    client.start()
    try:
        assert client.embedder_info().method == "library float32"
        # Its tokenizer lowers every letter anyway, so the vectors are those of the packed encoder.
        apart = 1.0 - np.sum(client.embed(TEXTS) * both.embed(TEXTS, model=spec.sha256), axis=1)
        assert apart.max() < 1e-3
    finally:
        client.stop()
