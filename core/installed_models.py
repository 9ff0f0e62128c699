"""The models of this computer: the library with the results of running them."""

from __future__ import annotations

from core.engine.model_library.library import ModelLibrary
from core.engine.processor.processor import Processor
from core.settings import Settings


def installed_models(settings: Settings) -> ModelLibrary:
    """The library that `settings` name. Raises `InputRefused("cpu_level_unknown")`."""
    return ModelLibrary(
        settings.models_dir,
        allowed_sha256=settings.allowed_models,
        bundle_keys=settings.model_bundle_keys,
        own_dir=settings.own_dir,
        processor=Processor((settings.models_dir, settings.state_dir)),
    )
