"""What is told of the models in use, without loading them."""

from __future__ import annotations

from core.engine.catalogue import CROSS_ENCODER_FILE, starter_models
from core.engine.model_library.library import ModelLibrary
from core.health import models
from core.health.models import models_on_this_computer


def embedder_finding(folder, monkeypatch):
    monkeypatch.setattr(models, "verify_model", lambda spec: None)
    found = models_on_this_computer(ModelLibrary(folder, machine_bytes=1 << 40))
    return next(each for each in found if each.check == "model_embedder")


def test_a_starter_without_its_adapter_is_told(tmp_path, monkeypatch):
    """Answers are chosen less well without it, and nothing else would say why."""
    finding = embedder_finding(tmp_path, monkeypatch)
    assert finding.status == "warning"
    assert (finding.params["code"], finding.params["reason"]) == ("model_rejected", "adapter_missing")


def test_with_its_adapter_it_is_in_order(tmp_path, monkeypatch):
    (tmp_path / CROSS_ENCODER_FILE).write_bytes(b"")
    assert starter_models(tmp_path).embedder.adapter is not None
    assert embedder_finding(tmp_path, monkeypatch).status == "ok"
