"""What a lock leaves in memory: after many of them nothing more than after the first."""

from __future__ import annotations

import gc
import weakref
from collections import Counter

from core.sessions.dto import SoapText
from tests.workspace.practice import DAY, OWNER, Practice

WARM, CYCLES = 3, 4
SAVES = 2


def use(practice: Practice) -> None:
    """A little of everything that keeps something of its own until the lock."""
    services = practice.enter(OWNER)
    client, draft = practice.add("Miriam", plan="kestrel")
    for number in range(SAVES):
        draft = services.sessions.save_draft(
            draft.session_id, SoapText(plan=f"plan {number}"), day=DAY, expected_version=draft.version
        )
    services.index.look()
    services.retrieval.load()
    services.facts.of_client(client.client_id)
    services.integrity.check_all()


def locked(practice: Practice) -> Counter[str]:
    """How many objects of each type there are while the practice is locked."""
    practice.workspace.lock()
    gc.collect()
    return Counter(f"{type(each).__module__}.{type(each).__qualname__}" for each in gc.get_objects())


def test_no_kind_of_object_grows_with_each_lock(practice: Practice, statements_compiled_anew: None) -> None:
    for _ in range(WARM):
        use(practice)
    before = locked(practice)
    for _ in range(CYCLES):
        use(practice)
    grown = locked(practice) - before
    assert {kind: more for kind, more in grown.items() if more >= CYCLES} == {}


def test_nothing_that_held_the_practice_is_there_after_the_lock(
    practice: Practice, statements_compiled_anew: None
) -> None:
    use(practice)
    services = practice.services
    held = [
        weakref.ref(each)
        for each in (
            services.audit,
            services.audit.sealer.keyring,
            services.sessions,
            services.search,
            services.index,
            services.facts,
            services.engine,
            services.assistant,
        )
    ]
    del services
    practice.workspace.lock()
    gc.collect()
    assert [each() for each in held if each() is not None] == []
