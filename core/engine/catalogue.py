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
EMBEDDER_FOLDER = "all-MiniLM-L6-v2"
WEIGHTS_FILE = "model.safetensors"
READER_FILE = "reader-smollm2-135m.gguf"
READER_SHA256 = ""
"""The adapter that turns the starter generator into a trained reader; empty if this version includes none."""
READER_SIZE_BYTES = 0
CROSS_ENCODER_FILE = "cross-encoder-minilm.safetensors"
CROSS_ENCODER_SHA256 = "026dcbaf07f3069952fcf759cd2fb91b578bfd09a87a29cd294168e2b5bb5392"
"""Of the adapter that makes a cross-encoder of the starter embedder (`packaging/adapters`)."""
CROSS_ENCODER_SIZE_BYTES = 3_259_156
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


EMBEDDER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_MINILM_COMPANIONS = (
    PinnedFile("1_Pooling/config.json", "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23"),
    PinnedFile("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
    PinnedFile(
        "config_sentence_transformers.json",
        "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
    ),
    PinnedFile("modules.json", "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf"),
    PinnedFile(
        "sentence_bert_config.json", "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"
    ),
    PinnedFile("special_tokens_map.json", "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
    PinnedFile("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
    PinnedFile("tokenizer_config.json", "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
)


def starter_models(models_dir: Path) -> StarterModels:
    """The models that set-up installs in `models_dir`; nothing is read here, the engine verifies them."""
    return StarterModels(
        embedder=ModelSpec(
            kind="embedder",
            name="all-MiniLM-L6-v2",
            path=models_dir / EMBEDDER_FOLDER,
            sha256=EMBEDDER_SHA256,
            licence="Apache-2.0",
            size_bytes=90_868_376,
            companions=_MINILM_COMPANIONS,
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
