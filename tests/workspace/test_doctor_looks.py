"""The doctor only looks: what it finds amiss is put right by the indexer, not by an examination."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from core.health.doctor import examine
from core.settings import Settings
from core.workspace import Workspace
from tests.workspace.practice import Practice


def test_an_examination_queues_and_deletes_nothing(practice: Practice) -> None:
    practice.add("Ada")
    practice.sql_change("DELETE FROM outbox")
    found = {finding.check: finding for finding in examine(practice.workspace, services=practice.services)}
    assert practice.sql("SELECT count(*) FROM outbox") == [(0,)]
    assert (found["index"].status, found["index"].params["indexed"]) == ("warning", 0)


def test_a_record_of_models_that_cannot_be_read_is_a_finding(settings: Settings, tmp_path: Path) -> None:
    # Never in the installation's own folder, which is what settings name unless told otherwise.
    models_dir = tmp_path / "models"
    for each in (models_dir, settings.data_dir):
        each.mkdir()
    (models_dir / "library.json").write_text("{")
    workspace = Workspace(dataclasses.replace(settings, models_dir=models_dir))
    found = {finding.check: finding for finding in examine(workspace)}
    assert found["model_embedder"].status == "problem"
    assert found["model_embedder"].params["code"] == "model_library_damaged"
