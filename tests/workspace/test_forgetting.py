"""What is forgotten: what was read when the keys go, and an erased client in what is kept of imports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.audit.log import AuditLog
from core.interchange.dto import ImportBatch
from core.sessions.dto import SoapText
from core.sources.dto import SearchScope
from tests.workspace.practice import DAY, OWNER, Practice


def imported(practice: Practice, path: Path, *names: str) -> ImportBatch:
    lines = [
        {
            "client": {"id": name, "first_name": name, "last_name": "Adler"},
            "sessions": [{"id": f"{name} {path.stem}", "date": "2026-11-20", "plan": "rest"}],
        }
        for name in names
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    importer = practice.services.importer
    stored = importer.run(importer.preview([path])).batch_id
    return next(each for each in importer.batches() if each.batch_id == stored)


def test_an_erased_client_is_not_named_by_an_import(practice: Practice, tmp_path: Path) -> None:
    services = practice.services
    of_both = imported(practice, tmp_path / "both.jsonl", "Ada", "Ben")
    damaged = imported(practice, tmp_path / "damaged.jsonl", "Gil")
    of_ada = imported(practice, tmp_path / "Adler, Ada.jsonl", "Ada", "Noa")
    assert (len(of_ada.clients), len(of_ada.sessions)) == (1, 2), "Ada was there already"
    alone = imported(practice, tmp_path / "Dov.jsonl", "Dov")
    practice.sql_change(
        "UPDATE practice_record SET sealed_body = sealed_body || '\\x00'::bytea"
        f" WHERE record_id = '{damaged.batch_id}'"
    )
    by_name = {each.details.first_name: each for each in services.clients.list()}
    for name in ("Ada", "Dov"):
        gone = by_name[name]
        services.keys.erase_client(gone.client_id, typed_name=gone.details.display_name)
    practice.sql_change(f"DELETE FROM practice_record WHERE record_id = '{damaged.batch_id}'")
    kept = {each.batch_id: each for each in services.importer.batches()}
    assert set(kept[of_both.batch_id].clients) == {by_name["Ben"].client_id}
    assert set(kept[of_both.batch_id].sessions) == {by_name["Ben"].client_id}
    assert kept[of_both.batch_id].files == ("both.jsonl",)
    assert set(kept[of_ada.batch_id].clients) == {by_name["Noa"].client_id}
    assert (kept[alone.batch_id].clients, kept[alone.batch_id].files) == ({}, ())
    report = services.importer.undo(of_both.batch_id)
    assert (report.clients, report.kept_clients) == (1, ())


def test_a_chart_erased_while_a_save_is_answered_is_not_missed_at_the_next_unlock(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = practice.services
    miriam, draft = practice.add("Miriam")
    practice.add("Dan")
    committed = AuditLog.committed

    def erased_first(self: AuditLog, *given: Any, **marks: Any) -> None:
        monkeypatch.setattr(AuditLog, "committed", committed)
        services.keys.erase_client(miriam.client_id, typed_name="Adler, Miriam")
        committed(self, *given, **marks)

    monkeypatch.setattr(AuditLog, "committed", erased_first)
    services.sessions.save_draft(
        draft.session_id, SoapText(plan="kestrel"), day=DAY, expected_version=draft.version
    )
    assert [each.details.first_name for each in services.clients.list()] == ["Dan"]
    assert practice.enter(OWNER).integrity.at_unlock == ()


def test_a_deleted_or_merged_client_leaves_memory_with_the_deed(practice: Practice) -> None:
    services = practice.services
    miriam, _ = practice.add("Miriam", plan="kestrel")
    dan, _ = practice.add("Dan", plan="lighthouse")
    noa, _ = practice.add("Noa", plan="harbour")
    for client in (miriam, dan, noa):
        services.briefs.brief(client.client_id)
    services.clients.delete(miriam.client_id, reason="moved away", expected_version=miriam.row_version)
    assert list(services.briefs._kept.clients) == [dan.client_id, noa.client_id]
    services.merging.merge(source=dan.client_id, into=noa.client_id, reason="entered twice")
    assert list(services.briefs._kept.clients) == [noa.client_id]


def test_a_lock_takes_what_was_read_of_earlier_answers(practice: Practice) -> None:
    services = practice.services
    miriam, _ = practice.add("Miriam", plan="kestrel seen")
    asked = services.assistant.ask(
        "Was a kestrel seen?", SearchScope(client_id=miriam.client_id), use_model=False
    )
    assert services.conversations.search("kestrel", miriam.client_id)[0].message_id == asked.message_id
    history = services.conversations._history
    assert len(history) == 1
    practice.workspace.lock()
    assert len(history) == 0
