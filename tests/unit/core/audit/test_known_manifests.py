"""Which manifest of a chart is the newest, as far as this process has seen."""

from __future__ import annotations

from core.audit.known_manifests import KnownManifests
from core.audit.pending_audit import ManifestMark
from core.ids import ClientId, new_id

CLIENT = ClientId(new_id())


def mark(counter: int) -> ManifestMark:
    return ManifestMark(CLIENT, counter, bytes(16))


def test_what_was_read_before_an_erase_is_not_learnt_after_it() -> None:
    known = KnownManifests()
    known.learn(mark(3))
    known.forget(CLIENT)
    known.learn(mark(3))
    assert known.clients() == frozenset()


def test_a_chart_that_an_archive_brings_back_is_known_again() -> None:
    known = KnownManifests()
    known.begin(mark(7))
    known.forget(CLIENT)
    known.begin(mark(1))
    known.learn(mark(2))
    assert known.replaces(CLIENT, 1, bytes(16)) == mark(2)


def test_an_owner_who_accepts_the_database_accepts_an_erased_chart_in_it() -> None:
    known = KnownManifests()
    known.forget(CLIENT)
    known.replace(())
    known.learn(mark(2))
    assert known.clients() == {CLIENT}
