"""A client over a scripted child that fails as it is told to, and is stopped after the test."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from core.engine.catalogue import ModelSpec, starter_models
from core.engine.client import EngineClient
from tests.fakes.engine_child import command
from tests.unit.core.engine.scripted_client import PATIENT, Lives


@pytest.fixture
def lives(tmp_path) -> Lives:
    """How often the scripted child of this test was born."""
    folder = tmp_path / "lives"
    folder.mkdir()
    return Lives(folder)


@pytest.fixture
def begin(lives, tmp_path):
    """Starts a client over a child with a fault, for so many lives, and stops it afterwards."""
    begun: list[EngineClient] = []
    before = set(threading.enumerate())
    models = starter_models(tmp_path)

    def start(fault: str = "none", *, for_lives: int = 1_000_000, limits=PATIENT, **options) -> EngineClient:
        client = EngineClient(
            embedders=options.pop("embedders", (models.embedder,)),
            generator=options.pop("generator", models.generator),
            limits=limits,
            command=command(fault, lives.folder, lives=for_lives),
            **options,
        )
        begun.append(client)
        client.start()
        return client

    yield start
    for client in begun:
        client.stop()
    left = set(threading.enumerate()) - before
    assert not [thread.name for thread in left if thread.name.startswith("engine-")]


@pytest.fixture
def second(tmp_path) -> ModelSpec:
    """An embedder beside the starter one."""
    return replace(starter_models(tmp_path).embedder, name="second", sha256="2" * 64)
