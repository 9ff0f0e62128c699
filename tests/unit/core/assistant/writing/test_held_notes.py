"""What the model has read is held for one state of one chart, and for few charts."""

from __future__ import annotations

from core.assistant.spans import Span
from core.assistant.writing.held_notes import HeldNote, HeldNotes, HeldNotesKey
from core.assistant.writing.offering import Offer
from core.ids import ClientId, new_id
from tests.fakes.search import passage_of

ADA, BEN = ClientId(new_id()), ClientId(new_id())
PASSAGE = passage_of("Ibuprofen 600 mg. Rest was advised.", client_id=ADA)
NOTE = HeldNote(1, PASSAGE, Span(0, 17, PASSAGE.text[:17]), "Note [1]:\n1| Ibuprofen 600 mg.")


def place(client_id: ClientId | None, state: object = 1) -> HeldNotesKey:
    return HeldNotesKey(client_id, ("scope", client_id), state)


def test_notes_are_held_for_the_same_state_only():
    held = HeldNotes()
    first = held.of(place(ADA))
    assert first.notes == ()
    held.keep(place(ADA), first, [NOTE])
    assert held.of(place(ADA)).notes == (NOTE,)
    assert held.of(place(ADA)).key == first.key
    changed = held.of(place(ADA, state=2))
    assert (changed.notes, changed.key != first.key) == ((), True)
    assert held.take_gone() == (first.key,)
    assert held.take_gone() == ()


def test_another_client_holds_nothing_of_the_first():
    held = HeldNotes()
    held.keep(place(ADA), held.of(place(ADA)), [NOTE])
    assert held.of(place(BEN)).notes == ()
    assert held.of(place(ADA)).notes == (NOTE,)


def test_the_oldest_gives_way():
    held = HeldNotes(limit=2)
    keys = []
    for client_id in (ADA, BEN, None):
        one = held.of(place(client_id))
        keys.append(one.key)
        held.keep(place(client_id), one, [NOTE])
    assert held.of(place(ADA)).notes == ()
    assert held.take_gone() == (keys[0],)


def test_an_erased_client_takes_the_practice_along():
    held = HeldNotes()
    for client_id in (ADA, BEN, None):
        held.keep(place(client_id), held.of(place(client_id)), [NOTE])
    held.drop_client(ADA)
    assert [held.of(place(one)).notes for one in (ADA, BEN, None)] == [(), (NOTE,), ()]
    held.close()
    assert held.of(place(BEN)).notes == ()


def test_what_was_read_while_a_client_was_erased_is_not_kept():
    held = HeldNotes()
    assert held.keep(place(BEN), held.of(place(BEN)), [NOTE])
    reading = {one: held.of(place(one)) for one in (ADA, BEN, None)}
    held.drop_client(ADA)
    assert [held.keep(place(one), read, [NOTE]) for one, read in reading.items()] == [False] * 3
    assert [held.of(place(one)).notes for one in (ADA, BEN, None)] == [(), (), ()]
    assert held.take_gone() == (reading[BEN].key,)
    assert held.keep(place(BEN), held.of(place(BEN)), [NOTE])


def test_once_closed_nothing_is_kept():
    held = HeldNotes()
    reading = held.of(place(ADA))
    held.close()
    assert not held.keep(place(ADA), reading, [NOTE])
    assert not held.keep(place(ADA), held.of(place(ADA)), [NOTE])
    assert held.of(place(ADA)).notes == ()


def test_a_note_holds_the_words_within_it():
    assert NOTE.holds(Offer(3, PASSAGE, Span(0, 9, "Ibuprofen")))
    assert not NOTE.holds(Offer(3, PASSAGE, Span(18, 35, PASSAGE.text[18:35])))
    assert not NOTE.holds(Offer(3, passage_of(PASSAGE.text), Span(0, 9, "Ibuprofen")))
