"""The models in use: whether their files match the record, and whether they run on this computer."""

from __future__ import annotations

from collections.abc import Iterator

from core.engine.catalogue import ModelSpec, lacks_adapter
from core.engine.model_library.library import ModelLibrary
from core.engine.processor.processor import Processor
from core.engine.verification import verify_model
from core.errors import AnamnesisError, ModelError
from core.health.finding import Check, Finding


def models_on_this_computer(library: ModelLibrary) -> Iterator[Finding]:
    """For each model in use its files and its trial, then what the processor refused."""
    try:
        yield from _model(library.wanted_embedder(), library.processor)
    except ModelError as error:
        yield Finding("model_embedder", "problem", {"code": error.code, **error.params})
    yield from _model(library.wanted_generator(), library.processor)
    yield _processor(library.processor)


def _model(spec: ModelSpec, processor: Processor) -> Iterator[Finding]:
    check: Check = "model_embedder" if spec.kind == "embedder" else "model_generator"
    try:
        verify_model(spec)
    except AnamnesisError as error:
        yield Finding(check, "problem", {"name": spec.name, "code": error.code, **error.params})
        return
    if lacks_adapter(spec):
        yield Finding(
            check, "warning", {"name": spec.name, "code": "model_rejected", "reason": "adapter_missing"}
        )
    else:
        yield Finding(check, "ok", {"name": spec.name, "sha256": spec.sha256, "licence": spec.licence})
    yield _trial(spec, processor)


def _trial(spec: ModelSpec, processor: Processor) -> Finding:
    check: Check = "trial_embedder" if spec.kind == "embedder" else "trial_generator"
    trial = processor.trial_of(spec.identity)
    if trial is None:
        return Finding(check, "warning", {"name": spec.name, "state": "not tried on this computer"})
    if not trial.works:
        state = {"state": "does not run on this computer", "reason": trial.reason}
        return Finding(check, "problem", {"name": spec.name, **state, "level": trial.level, "day": trial.day})
    params = {"name": spec.name, "state": "works", "level": trial.level, "day": trial.day}
    if spec.kind == "generator":
        speeds = {"prompt_tokens_per_s": trial.prompt_tokens_per_s, "tokens_per_s": trial.tokens_per_s}
        return Finding(check, "ok", params | speeds)
    return Finding(check, "ok", params | {"method": trial.method})


def _processor(processor: Processor) -> Finding:
    crashes = processor.findings.crashes
    params = {
        "ceiling": processor.ceiling,
        "forced": processor.forced,
        "crashes": [f"{each.signal} at {each.level} ({each.during}, {each.day})" for each in crashes],
    }
    return Finding("processor", "warning" if crashes else "ok", params)
