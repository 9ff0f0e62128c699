"""The practice's texts on a real database: sealed, unique, versioned, and the starter set under them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from sqlalchemy import select, text

from core.errors import EditConflict, InputRefused, NotFound, RoleRefused
from core.ids import new_id
from core.records.practice_records import PracticeRecordRepository
from core.security.roles import Access
from core.sessions.dto import SoapText
from core.spelling.service import SpellingService
from core.templates import service as service_module
from core.templates.dto import PracticeText
from core.templates.service import TemplateService
from core.templates.starter_set import starter_set
from models import AuditEvent

CANARY = "Kanarienvogel"


@pytest.fixture
def templates(context) -> TemplateService:
    return TemplateService(context)


@pytest.fixture
def spelling(context) -> SpellingService:
    return SpellingService(context)


def own(name="cough", words=f"cough since [[when]] {CANARY}", kind="snippet") -> PracticeText:
    soap = SoapText(subjective=words) if kind == "template" else SoapText()
    return PracticeText(new_id(), kind, name, text="" if kind == "template" else words, soap=soap)


def named(texts, name) -> PracticeText:
    (found,) = (each for each in texts if each.name == name)
    return found


@pytest.fixture
def dump(database) -> Callable[[], str]:
    def everything() -> str:
        with database.begin() as session:
            tables = session.scalars(
                text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
            ).all()
            return "".join(
                str(session.execute(text(f'SELECT array_agg(t::text) FROM "{table}" t')).scalar())
                for table in tables
            )

    return everything


@pytest.mark.parametrize("kind", ["snippet", "template", "letter_template"])
def test_a_text_comes_back_as_it_was_written_with_author_and_time(templates, kind, user_id):
    stored = templates.save(own(kind=kind))
    assert stored.row_version == 1
    assert stored.author == user_id
    assert stored.updated_at is not None
    assert named(templates.list(kind), "cough") == stored
    changed = templates.save(dataclasses.replace(stored, name="Husten"))
    assert changed.row_version == 2
    assert named(templates.list(kind), "Husten") == changed


def test_the_starter_set_is_there_until_it_is_changed_or_hidden(templates):
    assert {each.builtin for each in templates.snippets()} == {
        each.builtin for each in starter_set("snippet")
    }
    bp = named(templates.snippets(), "bp")
    mine = templates.save(dataclasses.replace(bp, text="Blood pressure [[x]]"))
    assert named(templates.snippets(), "bp") == mine
    hidden = templates.delete(mine)
    assert "bp" not in {each.name for each in templates.snippets()}
    assert named(templates.list("snippet", include_hidden=True), "bp").hidden
    back = templates.restore(hidden)
    assert named(templates.snippets(), "bp") == back
    assert back.text == "Blood pressure [[x]]"
    assert templates.reset(back) == bp
    assert named(templates.snippets(), "bp") == bp


def test_a_deleted_text_can_be_brought_back(templates):
    stored = templates.save(own())
    gone = templates.delete(stored)
    assert "cough" not in {each.name for each in templates.snippets()}
    back = templates.restore(gone)
    assert (back.name, back.text) == (stored.name, stored.text)
    with pytest.raises(NotFound):
        templates.delete(stored)


def test_the_second_of_two_editors_is_told(templates):
    first = templates.save(own())
    templates.save(dataclasses.replace(first, text="one"))
    for late in (
        lambda: templates.save(dataclasses.replace(first, text="two")),
        lambda: templates.delete(first),
    ):
        with pytest.raises(EditConflict):
            late()
    assert named(templates.snippets(), "cough").text == "one"
    bp = named(templates.snippets(), "bp")
    templates.save(dataclasses.replace(bp, text="mine"))
    with pytest.raises(EditConflict):
        templates.save(dataclasses.replace(bp, text="theirs"))


def test_names_are_unique_within_a_kind(templates):
    templates.save(own("cough"))
    templates.save(own("cough", kind="template"))
    for taken in ("COUGH", "Bp"):
        with pytest.raises(InputRefused, match="text_name_taken"):
            templates.save(own(taken))
    # A hidden name is free, and its owner cannot come back under it.
    hidden = templates.delete(named(templates.snippets(), "bp"))
    templates.save(own("bp"))
    with pytest.raises(InputRefused, match="text_name_taken"):
        templates.restore(hidden)


def test_there_is_a_limit_and_it_is_told(templates, monkeypatch):
    monkeypatch.setattr(service_module, "COUNT_LIMIT", len(starter_set("snippet")) + 1)
    stored = templates.save(own("one"))
    with pytest.raises(InputRefused, match="too_many_texts"):
        templates.save(own("two"))
    templates.save(dataclasses.replace(stored, text="still changed"))


def test_templates_of_one_kind_of_visit(templates):
    kinds = {each.session_kind for each in templates.templates("phone")}
    assert kinds == {"phone"}
    assert len(templates.templates()) > len(templates.templates("phone"))


def test_nothing_of_it_is_in_the_clear_and_every_change_is_audited(templates, spelling, database, dump):
    stored = templates.save(own())
    templates.delete(stored)
    templates.save(own())
    spelling.add(CANARY)
    assert CANARY not in dump()
    assert "cough" not in dump()
    with database.begin() as session:
        events = session.execute(select(AuditEvent.action, AuditEvent.object_kind)).all()
    assert [tuple(event) for event in events][1:] == [
        ("settings", "snippet"),
        ("settings", "snippet"),
        ("settings", "snippet"),
        ("settings", "word"),
    ]


def test_words_are_added_once_and_removed(spelling):
    assert spelling.words() == []
    added = spelling.add(" Lisfranc ")
    assert added.word == "Lisfranc"
    assert spelling.add("LISFRANC") == added
    hebrew = spelling.add('סכ"ד')
    assert set(spelling.words()) == {added, hebrew}
    spelling.remove(added.word_id)
    spelling.remove(added.word_id)
    assert spelling.words() == [hebrew]


def test_removing_a_word_removes_nothing_else(spelling, templates):
    stored = templates.save(own())
    spelling.remove(stored.text_id)
    assert named(templates.snippets(), stored.name) == stored


def test_a_text_that_was_changed_while_it_is_deleted_stays(templates, monkeypatch):
    stored = templates.save(own())
    delete = PracticeRecordRepository.delete

    def change_first(*given, **what) -> None:
        monkeypatch.setattr(PracticeRecordRepository, "delete", delete)
        templates.save(dataclasses.replace(stored, text="changed by somebody"))
        delete(*given, **what)

    monkeypatch.setattr(PracticeRecordRepository, "delete", change_first)
    with pytest.raises(EditConflict):
        templates.delete(stored)
    assert named(templates.snippets(), stored.name).text == "changed by somebody"


@pytest.mark.parametrize("word", ["", "two words", "12", "x" * 61, "Привет", "a1"])
def test_what_is_no_word_is_refused(spelling, word):
    with pytest.raises(InputRefused, match="word_unfit"):
        spelling.add(word)
    assert spelling.words() == []


def test_an_auditor_may_neither_read_nor_write(context, user_id):
    auditor = dataclasses.replace(context, access=Access(user_id, "auditor"))
    for refused in (
        TemplateService(auditor).snippets,
        lambda: TemplateService(auditor).save(own()),
        SpellingService(auditor).words,
        lambda: SpellingService(auditor).add("word"),
    ):
        with pytest.raises(RoleRefused):
            refused()
