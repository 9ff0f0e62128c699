"""Bundles of the smallest models, signed with a key of the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.engine.dto import GeneratorBudgets
from core.engine.model_library.bundles.making import ModelWishes, make_bundle, prepare_models
from core.engine.model_library.verdicts import StoredVerdict
from core.security.publisher_keys import PublisherKey, public_key_text
from tests.fakes.embedder_folder import embedder_folder
from tests.fakes.gguf_file import gguf_file

KEY = PublisherKey.new()
PUBLIC = public_key_text(KEY.public_bytes)
TRUSTED = frozenset({PUBLIC})
PUBLISHER = "Quay Clinics IT"
BUDGETS = GeneratorBudgets(context_tokens=1024, answer_tokens=200, notes_tokens=500, temperature=0.2)
PASSED = StoredVerdict("written", 9, 9, 3, 3, 40.0, 800.0, "1 check 1.4", "2026-01-02T03:04:05+00:00")


def writer_file(folder: Path, *, seed: int = 0, name: str = "tiny-writer", **changed: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return gguf_file(folder / f"{name}.gguf", seed=seed, **changed)


def bundle_of(
    out: Path,
    *paths: Path,
    key: PublisherKey = KEY,
    name: str = "clinic",
    version: int = 1,
    publisher: str = PUBLISHER,
    budgets: GeneratorBudgets | None = BUDGETS,
    verdict: StoredVerdict | None = None,
) -> Path:
    """Signs the models at `paths`."""
    prepared = prepare_models(paths, ModelWishes(budgets=budgets))
    if verdict is not None:
        prepared = tuple(
            each.with_verdict(verdict) if each.spec.kind == "generator" else each for each in prepared
        )
    make_bundle(out, prepared, name=name, version=version, publisher=publisher, program="1", key=key)
    return out


def small_bundle(folder: Path, **wishes: Any) -> Path:
    """A bundle of an embedder and a language model, made in `folder`."""
    seed = wishes.pop("seed", 0)
    models = folder / f"models-{seed}"
    if not models.exists():
        embedder_folder(models / "tiny-embedder", seed=seed)
        writer_file(models, seed=seed)
    out = folder / f"{wishes.get('name', 'clinic')}-{wishes.get('version', 1)}.anamnesis-models"
    return bundle_of(out, models / "tiny-embedder", models / "tiny-writer.gguf", **wishes)


def flipped(raw: bytes, place: int, bit: int = 0) -> bytes:
    """The same bytes but for one bit."""
    return raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]
