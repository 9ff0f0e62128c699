"""The practice's abbreviations on a real database: sealed, unique, versioned, and understood at once."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from core.errors import EditConflict, InputRefused, NotFound, RoleRefused
from core.ids import new_id
from core.language.lexemes import question_query
from core.security.roles import Access
from core.vocabulary import service as service_module
from core.vocabulary.dto import VocabularyEntry
from core.vocabulary.service import VocabularyService
from models import AuditEvent, PracticeRecordRow

CANARY = "Kanarienvogel"


@pytest.fixture
def vocabulary(context) -> VocabularyService:
    return VocabularyService(context)


def entry(short="OOH", *meanings: str) -> VocabularyEntry:
    return VocabularyEntry(new_id(), short, meanings or ("out of hours", CANARY))


def alternatives(vocabulary: VocabularyService, question: str) -> set[str]:
    query = question_query(question, vocabulary.vocabulary())
    return {each.lexeme for group in query.groups for each in group.alternatives}


def test_saved_ones_are_listed_by_short_form(vocabulary, access):
    saved = vocabulary.save(entry("  zzz ", "one  thing"))
    vocabulary.save(entry("Aaa"))
    first, last = vocabulary.entries()
    assert (first.short, last.short, last.meanings) == ("Aaa", "zzz", ("one thing",))
    assert last == saved
    assert (last.row_version, last.author) == (1, access.user_id)


def test_the_next_question_understands_it_and_after_deleting_no_longer(vocabulary):
    assert "canar" not in alternatives(vocabulary, "seen OOH")
    saved = vocabulary.save(entry("OOH", "canaries"))
    assert "canar" in alternatives(vocabulary, "seen OOH")
    changed = vocabulary.save(dataclasses.replace(saved, meanings=("sparrow",)))
    assert "canar" not in alternatives(vocabulary, "seen OOH")
    gone = vocabulary.delete(changed)
    assert "sparrow" not in alternatives(vocabulary, "seen OOH")
    vocabulary.save(gone)
    assert "sparrow" in alternatives(vocabulary, "seen OOH")
    assert "atrial fibril" in alternatives(vocabulary, "AF"), "what ships is still understood"


def test_an_old_version_is_refused(vocabulary):
    saved = vocabulary.save(entry())
    vocabulary.save(dataclasses.replace(saved, meanings=("another",)))
    with pytest.raises(EditConflict):
        vocabulary.save(dataclasses.replace(saved, meanings=("a third",)))
    with pytest.raises(EditConflict):
        vocabulary.delete(saved)
    with pytest.raises(NotFound):
        vocabulary.delete(dataclasses.replace(saved, entry_id=new_id()))


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (entry("  ?! "), "abbreviation_unfit"),
        (entry("x" * 33), "abbreviation_too_long"),
        (entry("OOH", "m" * 121), "abbreviation_too_long"),
        (entry("OOH", " ", "ooh"), "abbreviation_meaningless"),
        (entry("OOH", *(f"meaning {number}" for number in range(9))), "too_many_meanings"),
    ],
)
def test_what_says_nothing_is_refused(vocabulary, refused, code):
    with pytest.raises(InputRefused) as error:
        vocabulary.save(refused)
    assert error.value.code == code
    assert vocabulary.entries() == []


def test_one_abbreviation_stands_once(vocabulary, monkeypatch):
    saved = vocabulary.save(entry('ט"מ', "טיפול מונע"))
    with pytest.raises(InputRefused) as error:
        vocabulary.save(entry("ט״מ", "טווח מלא"))
    assert error.value.code == "abbreviation_taken"
    vocabulary.save(dataclasses.replace(saved, meanings=("טווח מלא",)))
    monkeypatch.setattr(service_module, "COUNT_LIMIT", 1)
    with pytest.raises(InputRefused) as error:
        vocabulary.save(entry("OOH"))
    assert error.value.code == "too_many_abbreviations"


def test_only_who_may_read_charts_may_use_it(context, access):
    service = VocabularyService(replace(context, access=Access(access.user_id, "auditor")))
    for call in (service.entries, service.vocabulary, lambda: service.save(entry())):
        with pytest.raises(RoleRefused):
            call()


def test_no_word_of_it_is_stored_or_audited_in_clear(vocabulary, database):
    saved = vocabulary.save(entry("OOH", CANARY))
    vocabulary.delete(vocabulary.save(dataclasses.replace(saved, meanings=(CANARY, "other"))))
    vocabulary.save(entry("OOH", CANARY))
    with database.begin() as session:
        stored = session.scalars(select(PracticeRecordRow)).one()
        assert stored.kind == "abbreviation"
        assert CANARY.encode() not in stored.sealed_body
        dump = str(session.execute(text("SELECT array_agg(t::text) FROM practice_record t")).scalar())
        events = session.scalars(select(AuditEvent).where(AuditEvent.object_kind == "abbreviation")).all()
        assert CANARY not in dump
        assert len(events) == 4
        assert all(CANARY.encode() not in each.sealed_details for each in events)


def test_one_that_cannot_be_read_does_not_keep_anybody_from_searching(vocabulary, database, context):
    vocabulary.save(entry("OOH", "canaries"))
    broken = vocabulary.save(entry("ABX", "sparrow"))
    with database.begin() as session:
        row = session.scalars(
            select(PracticeRecordRow).where(PracticeRecordRow.record_id == broken.entry_id)
        ).one()
        row.sealed_body = row.sealed_body[:-1] + bytes([row.sealed_body[-1] ^ 1])
    after = VocabularyService(context)
    assert "canar" in alternatives(after, "seen OOH")
    listed = after.entries()
    assert ([each.short for each in listed], [each.entry_id for each in listed.damaged]) == (
        ["OOH"],
        [broken.entry_id],
    )
    with pytest.raises(InputRefused) as refused:
        after.delete_damaged(replace(listed.damaged[0], entry_id=listed[0].entry_id))
    assert refused.value.code == "entry_is_readable"
    after.delete_damaged(listed.damaged[0])
    assert after.entries().damaged == ()
