"""Files that came after the last session: told by what they found, or by their name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.attachments.service import AttachmentService
from core.briefs.dto import NAME_FIELD

LAST = date(2024, 8, 5)
REPORT = b"MRI of the left knee\n\nIMPRESSION:\nTear of the medial meniscus.\n"


@pytest.fixture
def attachments(context, files) -> AttachmentService:
    return AttachmentService(
        replace(context, clock=lambda: datetime(2024, 8, 20, 9, tzinfo=UTC)), files=files
    )


def test_a_report_that_came_since_is_told_by_its_conclusion(briefs, attachments, ada, visit):
    visit(ada, LAST)
    added = attachments.add(ada, name="knee.txt", data=REPORT)
    (line,) = [one for one in briefs.brief(ada).lines if one.kind == "new"]
    assert line.text == "knee.txt · Tear of the medial meniscus."
    name, words = line.sources
    assert name.passage.field == NAME_FIELD
    assert {one.passage.source_id for one in (name, words)} == {added.attachment_id}
    assert REPORT.decode()[words.quote_start : words.quote_end] == words.quote


def test_a_file_that_was_there_before_or_is_deleted_is_not_new(briefs, attachments, ada, visit):
    attachments.add(ada, name="old.txt", data=REPORT)
    visit(ada, date(2024, 8, 27))
    assert not [one for one in briefs.brief(ada).lines if one.kind == "new"]


def test_a_file_that_is_put_away_is_told_no_more(briefs, attachments, ada, visit):
    visit(ada, LAST)
    added = attachments.add(ada, name="knee.txt", data=REPORT)
    assert "knee.txt" in str(briefs.brief(ada).lines)
    attachments.delete(added.attachment_id)
    kept = briefs.prepared(ada)
    assert kept is not None
    assert kept.stale
    assert "knee.txt" not in str(briefs.brief(ada).lines)
