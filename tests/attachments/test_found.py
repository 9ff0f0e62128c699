"""The words of an attachment are found with its day and name; scans count as unread; what is gone is not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

import psycopg
import pytest

from core.assistant.report import find_row
from core.attachments.service import AttachmentService
from core.cancel import CancelToken, ignore_progress
from core.engine.client import EngineClient
from core.retrieval.dto import SearchResult
from core.retrieval.session import Retrieval, build_retrieval
from core.sources.dto import SearchScope
from tests.attachments import material
from tests.fakes.engine import FakeEngine
from tests.fixtures.figures import figure
from tests.security.scan import scan

ADDED_AT = datetime(2024, 4, 7, 9, 30, tzinfo=UTC)
CLOCK_TICK_S = 0.1
"""A file is stamped with the time of the kernel's last tick."""


@pytest.fixture
def attachments(context, files) -> AttachmentService:
    """As elsewhere, on a day of its own."""
    return AttachmentService(replace(context, clock=lambda: ADDED_AT), files=files)


@pytest.fixture
def retrieval(context) -> Iterator[Retrieval]:
    engine = FakeEngine(generator=False)
    engine.start()
    made = build_retrieval(context, engine=cast("EngineClient", engine))
    yield made
    made.close()
    engine.stop()


def indexed(retrieval: Retrieval) -> None:
    retrieval.index.run_pending(cancel=CancelToken(), on_progress=ignore_progress)


def found(retrieval: Retrieval, question: str, **scope: object) -> SearchResult:
    return retrieval.search.search(question, SearchScope(**scope))  # type: ignore[arg-type]


def test_a_pdf_is_found_with_its_day_and_name(attachments, ada, retrieval):
    pages = ["Blood count of spring", "Potassium 4.1 mmol per litre, creatinine normal"]
    added = attachments.add(ada.client_id, name="lab results.pdf", data=material.pdf(pages))
    indexed(retrieval)
    result = found(retrieval, "potassium", client_id=ada.client_id)
    passage = result.hits[0].passage
    assert (passage.source_kind, passage.source_id) == ("attachment", added.attachment_id)
    assert (passage.title, passage.day) == ("lab results.pdf", date(2024, 4, 7))
    text = attachments.open(added.attachment_id).text
    assert text.text[passage.start : passage.end] == passage.text
    assert text.page_at(text.text.index("Potassium")) == 1
    row = find_row(result, external_id=lambda _kind, found_id: str(found_id))
    hit = row["hits"][0]
    assert hit["attachment"] == {"id": str(added.attachment_id), "name": "lab results.pdf"}
    assert (hit["session_id"], hit["date"], hit["field"]) == (None, "2024-04-07", "attachment")
    assert row["searched"]["unread"] == 0


def test_name_and_day_outlive_a_lock(attachments, ada, retrieval, context):
    attachments.add(ada.client_id, name="lab.pdf", data=material.pdf(["Potassium 4.1"]))
    indexed(retrieval)
    engine = FakeEngine(generator=False)
    engine.start()
    again = build_retrieval(context, engine=cast("EngineClient", engine))
    assert found(again, "potassium").hits[0].passage.title == "lab.pdf"
    again.close()
    engine.stop()


def test_scans_and_pictures_count_as_unread(attachments, ada, clients, retrieval):
    from core.clients.dto import ClientDetails

    other = clients.create(ClientDetails(first_name="Noa", last_name="Levi"))
    attachments.add(ada.client_id, name="scan.pdf", data=material.pdf([None]))
    attachments.add(ada.client_id, name="skin.png", data=material.picture("PNG"))
    attachments.add(other.client_id, name="her.png", data=material.picture("PNG"))
    attachments.add(ada.client_id, name="words.pdf", data=material.pdf(["potassium"]))
    indexed(retrieval)
    assert found(retrieval, "potassium", client_id=ada.client_id).searched.unread == 2
    mixed = attachments.add(ada.client_id, name="mixed.pdf", data=material.pdf(["calcium", None]))
    indexed(retrieval)
    assert found(retrieval, "calcium").hits
    assert found(retrieval, "calcium", client_id=ada.client_id).searched.unread == 3, "one page is a scan"
    attachments.delete(mixed.attachment_id)
    assert found(retrieval, "calcium", client_id=ada.client_id).searched.unread == 2
    assert found(retrieval, "potassium").searched.unread == 3
    assert found(retrieval, "potassium", until=date(2024, 4, 6)).searched.unread == 0
    assert found(retrieval, "potassium", fields=frozenset({"plan"})).searched.unread == 0


def test_what_waits_for_the_index_is_counted_once(attachments, ada, retrieval):
    indexed(retrieval)
    found(retrieval, "potassium")
    attachments.add(ada.client_id, name="scan.pdf", data=material.pdf([None]))
    attachments.add(ada.client_id, name="words.pdf", data=material.pdf(["potassium"]))
    assert found(retrieval, "potassium").searched.unread == 2
    indexed(retrieval)
    assert found(retrieval, "potassium").searched.unread == 1


def test_a_deleted_one_is_not_found_and_a_restored_one_is(attachments, ada, retrieval):
    added = attachments.add(ada.client_id, name="words.txt", data=b"potassium 4.1")
    indexed(retrieval)
    assert found(retrieval, "potassium").hits
    attachments.delete(added.attachment_id)
    assert not found(retrieval, "potassium").hits, "not even before the index has heard of it"
    indexed(retrieval)
    assert not found(retrieval, "potassium").hits
    assert retrieval.index.status().pending == 0
    attachments.restore(added.attachment_id)
    indexed(retrieval)
    assert found(retrieval, "potassium").hits


def test_filters_for_fields_of_a_note_leave_attachments_out(attachments, ada, retrieval):
    attachments.add(ada.client_id, name="plan", data=b"potassium in the plan")
    indexed(retrieval)
    assert found(retrieval, "potassium", fields=frozenset({"attachment"})).hits
    assert not found(retrieval, "potassium", fields=frozenset({"plan"})).hits


def test_no_word_of_it_reaches_a_file(attachments, ada, retrieval, cluster_root, tmp_path, cloned_database):
    """Not the cluster's directory with its logs, nor the test's own, where a control lies and is found.

    What nobody has written since is older than the words.
    """
    began = time.time() - CLOCK_TICK_S
    words = f"{material.CANARY} potassium"
    attachments.add(ada.client_id, name=f"{material.CANARY}.txt", data=words.encode())
    attachments.add(ada.client_id, name="lab.pdf", data=material.pdf([words], info=material.CANARY))
    attachments.add(ada.client_id, name="skin.jpg", data=material.picture("JPEG", note=material.CANARY))
    indexed(retrieval)
    found(retrieval, "potassium")
    for each in attachments.list(ada.client_id):
        attachments.open(each.attachment_id)
        attachments.thumbnail(each.attachment_id)
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        admin.execute("CHECKPOINT")
    control = tmp_path / "control"
    control.mkdir()
    (control / "copy.txt").write_text(words)
    report = scan([cluster_root, tmp_path], [material.CANARY], changed_since=began)
    places = {finding.path for finding in report.findings}
    assert {place.name for place in places} == {"copy.txt"}, places
    assert report.files > 10, "the log of what was written, the tables, the indexes"
    figure(f"attachments: 0 canaries in {report.files} files, 1 in the control")
