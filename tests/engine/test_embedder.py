"""The vectors are those of the model's own example: same pooling, same window, in whatever precision."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from core.child_processes.environment import child_environment
from tests.fixtures.figures import figure

pytestmark = pytest.mark.engine

MOST_APART = 1e-3
TEXTS = [
    "",
    "sleep",
    "The client slept five hours and took sertraline 50 mg daily.",
    "שינה לא טובה, כאבי ראש; ד״ר כהן, סכ״ד 5/10, שָׁלוֹם",
    "Headache after bright light. " * 200,
    "BP 142/88, HR 72; no fever.",
    "a literal [PAD] and <pad> and [MASK] </s> in a note",
    "Ménière's — ½ tablet, 37.5 °C\tµg/l\n中文 ﬁ",
    "x" * 3000,
    *(f"visit {number}: " + "slept badly, low mood, " * number for number in range(1, 60, 7)),
]

# The starter model's vectors, and how far apart both encoders are for small models with random weights,
# written in the form in which such models are handed on.
_LIBRARY = """
import json, shutil, sys
from pathlib import Path
from core.first_imports import collector_paused
with collector_paused():
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import (BertConfig, BertModel, MPNetConfig, MPNetModel, RobertaConfig, RobertaModel,
                              XLMRobertaConfig, XLMRobertaModel)
from core.engine.encoding import packed_model as packed
from core.engine.catalogue import ModelSpec
from core.engine.encoding.encoder_plan import encoder_plan
from core.engine.encoding.library_encoder import LibraryEncoder
tokenizer, folder, texts = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.stdin.read())
bare = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True).encode(texts).tolist()
# The starter's own with its most frequent pieces only: reading all 250,000 again and again takes a minute.
words = 2000
small = json.loads((tokenizer / "tokenizer.json").read_text())
small["model"]["vocab"] = small["model"]["vocab"][:words]
sizes = dict(vocab_size=words, hidden_size=48, num_hidden_layers=3, num_attention_heads=4,
             intermediate_size=96, max_position_embeddings=300, initializer_range=0.2)
families = {
    "bert": (BertModel, BertConfig(**sizes), "mean"),
    "bert-cls": (BertModel, BertConfig(**sizes), "cls"),
    "roberta": (RobertaModel, RobertaConfig(**sizes, pad_token_id=1), "mean"),
    "xlm-roberta": (XLMRobertaModel, XLMRobertaConfig(**sizes, pad_token_id=1), "cls"),
    "mpnet": (MPNetModel, MPNetConfig(**sizes, pad_token_id=1), "mean"),
}
apart = {}
for name, (model, config, pooling) in families.items():
    torch.manual_seed(7)
    path = folder / name
    model(config).eval().save_pretrained(path)
    (path / "tokenizer.json").write_text(json.dumps(small))
    shutil.copyfile(tokenizer / "tokenizer_config.json", path / "tokenizer_config.json")
    kinds = ("Transformer", "Pooling", "Normalize")
    modules = [{"idx": n, "name": str(n), "path": "" if n == 0 else f"{n}_{kind}",
                "type": f"sentence_transformers.models.{kind}"} for n, kind in enumerate(kinds)]
    (path / "modules.json").write_text(json.dumps(modules))
    (path / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 256}))
    (path / "1_Pooling").mkdir()
    flag = {"mean": "mean_tokens", "cls": "cls_token"}[pooling]
    (path / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": 48, f"pooling_mode_{flag}": True}))
    (path / "2_Normalize").mkdir()
    spec = ModelSpec("embedder", name, path, "0" * 64, "MIT")
    plan = encoder_plan(path)
    theirs = LibraryEncoder(path).encode(texts, [], lambda: None)
    for precision in ("float32", "bfloat16"):
        ours = packed.PackedModel(spec, plan, precision)
        tokens = sorted(zip(ours.tokens(texts), range(len(texts))), key=lambda pair: len(pair[0]))
        vectors = ours.encode([], [ids for ids, _ in tokens], lambda: None)
        wanted = theirs[[place for _, place in tokens]]
        apart[f"{name} {precision}"] = float((1 - (packed._unit(vectors) * wanted).sum(1)).max())
    apart[f"{name} taken"] = 0.0 if packed._agrees(ours, path) else 1.0
print(json.dumps({"bare": bare, "apart": apart}))
"""


@pytest.fixture(scope="module")
def library(starters, tmp_path_factory) -> dict[str, Any]:
    """What the library computes, in a process of its own, whose imports take seconds."""
    folder = tmp_path_factory.mktemp("families")
    done = subprocess.run(
        [sys.executable, "-c", _LIBRARY, str(starters.embedder.path), str(folder)],
        input=json.dumps(TEXTS).encode(),
        capture_output=True,
        check=False,
        env=child_environment(threads=2, inherited={}),
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    said: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return said


def test_the_vectors_are_those_of_the_bare_library(engine, library):
    bare = np.array(library["bare"], dtype=np.float32)
    apart = 1.0 - np.sum(engine.embed(TEXTS) * bare, axis=1)
    figure(f"embedder: furthest from the library's vectors {apart.max():.1e} (1 - cosine)")
    assert apart.max() < MOST_APART
    assert engine.embedder_info().method in ("packed bfloat16", "packed float32")


def test_every_family_the_packed_encoder_knows_gives_the_library_s_vectors(library):
    apart = library["apart"]
    assert {name: value for name, value in apart.items() if value > MOST_APART} == {}
    exact = {name: value for name, value in apart.items() if name.endswith("float32")}
    assert len(exact) == 5
    assert max(exact.values()) < 1e-5
