"""The models known by hash, and how a model is described before any parser opens it."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

from core.engine.dto import GeneratorBudgets, ModelKind

ChatFormat = Literal[
    "chatml",
    "qwen-3",
    "llama-3",
    "llama-3.1",
    "mistral-instruct",
    "mistral-tekken",
    "mistral-system",
    "gemma",
    "phi-3",
    "phi-3-no-system",
    "phi-4-mini",
    "plain",
]

GENERATOR_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
EMBEDDER_FOLDER = "multilingual-e5-small"
WEIGHTS_FILE = "model.safetensors"
READER_FILE = "reader-smollm2-135m.gguf"
READER_SHA256 = ""
"""The adapter that turns the starter generator into a trained reader; empty if this version includes none."""
READER_SIZE_BYTES = 0
CROSS_ENCODER_FILE = "cross-encoder-e5-small.safetensors"
CROSS_ENCODER_SHA256 = "837a844f96059c17efff204f5ade2ea1e8fc36d85cc4bb6654ff4170b481e884"
"""Of the adapter that makes a cross-encoder of the starter embedder (`packaging/adapters`)."""
CROSS_ENCODER_SIZE_BYTES = 5_921_844
BUNDLE_SUFFIX = ".anamnesis-models"


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A small file beside the weights, by its path relative to the model's folder."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AdapterSpec:
    """A LoRA adapter, trained on top of weights that stay as they are: of a generator one GGUF file, of an
    embedder one safetensors file (`core.engine.encoding.cross_encoder`).
    """

    path: Path
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model as it was recorded.

    `path` is the folder of an embedder or the GGUF file of a generator; `sha256` and `size_bytes` are those
    of the weights file. `companions` pins the other files of the folder; where it is empty only their kinds
    are checked. `chat_format` is our own template for the model: one inside the file is never executed.
    `adapter` is always loaded with it: a generator computes with it, an embedder has a cross-encoder besides.
    `budgets` are those that a bundle brought; None: those of every model.
    """

    kind: ModelKind
    name: str
    path: Path
    sha256: str
    licence: str
    size_bytes: int | None = None
    companions: tuple[PinnedFile, ...] = ()
    chat_format: ChatFormat = "chatml"
    adapter: AdapterSpec | None = None
    budgets: GeneratorBudgets | None = None

    @property
    def identity(self) -> str:
        """A SHA-256 that identifies the computation: the weights, or the weights, the adapter and the
        bundle's settings together.

        Results about a model (a verdict, a trial) are stored under it: with another adapter or other settings
        it counts as another model.
        """
        parts = [self.sha256]
        if self.adapter is not None:
            parts.append(self.adapter.sha256)
        if self.budgets is not None:
            parts.append(f"{self.chat_format} {astuple(self.budgets)}")
        if len(parts) == 1:
            return self.sha256
        return hashlib.sha256(" ".join(parts).encode("ascii")).hexdigest()

    @property
    def weights(self) -> Path:
        """The one large file, whose hash is `sha256`."""
        return self.path / WEIGHTS_FILE if self.kind == "embedder" else self.path


@dataclass(frozen=True, slots=True)
class StarterModels:
    embedder: ModelSpec
    generator: ModelSpec


EMBEDDER_SHA256 = "4805368108b6eb2973a23261e63db335b3a97d02882f6f4cd6ee39bb6446361c"
_EMBEDDER_COMPANIONS = (
    PinnedFile("1_Pooling/config.json", "34330f7bb519b1aecb0d3d74d0451c990df9e37775a9a771f4f1d265297ac88d"),
    PinnedFile("config.json", "636f45b418445f793350617b227546f47d60784cf7769e0b843ba1a3d794d719"),
    PinnedFile("modules.json", "cebd88583c259d17a9e4e1fa6296a0c7c3dc1ec52e36d5c82d2f68d894efa01e"),
    PinnedFile(
        "sentence_bert_config.json", "bf769a0285c6b5e8af4da77c7d6dff678e3a0568f4ff34cfcc58d2ada57c6d16"
    ),
    PinnedFile("tokenizer.json", "37ef9cb6d3f37fdaa4e96d61a117bb9dfabc609b73c510d91e9c08cca1ded39f"),
    PinnedFile("tokenizer_config.json", "423567291b69317cc64a19d7229412123fe10cebe99e2075d8ac4145de6b07cc"),
)


def starter_models(models_dir: Path) -> StarterModels:
    """The models that set-up installs in `models_dir`; nothing is read here, the engine verifies them."""
    return StarterModels(
        embedder=ModelSpec(
            kind="embedder",
            name="multilingual-e5-small",
            path=models_dir / EMBEDDER_FOLDER,
            sha256=EMBEDDER_SHA256,
            licence="MIT",
            size_bytes=176_007_208,
            companions=_EMBEDDER_COMPANIONS,
            adapter=_installed(
                models_dir / CROSS_ENCODER_FILE, CROSS_ENCODER_SHA256, CROSS_ENCODER_SIZE_BYTES
            ),
        ),
        generator=ModelSpec(
            kind="generator",
            name="SmolLM2-135M-Instruct",
            path=models_dir / GENERATOR_FILE,
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            licence="Apache-2.0",
            size_bytes=98_362_432,
            adapter=_installed(models_dir / READER_FILE, READER_SHA256, READER_SIZE_BYTES),
        ),
    )


def lacks_adapter(spec: ModelSpec) -> bool:
    """Whether it is the starter embedder, installed without the adapter that this version has for it."""
    return bool(CROSS_ENCODER_SHA256) and spec.adapter is None and spec.sha256 == EMBEDDER_SHA256


def _installed(path: Path, sha256: str, size_bytes: int) -> AdapterSpec | None:
    """An adapter where set-up has put it; without it the starter is as it was published."""
    if not sha256 or not path.is_file():
        return None
    return AdapterSpec(path, sha256, size_bytes)
