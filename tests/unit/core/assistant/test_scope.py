"""A hit outside of what was asked for is a fault, whatever search says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.assistant.scope import require_within
from core.errors import RetrievalError
from core.ids import ClientId, new_id
from core.sources.dto import SearchScope
from tests.fakes.search import DAY, hits_of, passage_of

CLIENT = ClientId(new_id())
NOTE = passage_of("Aspirin.", client_id=CLIENT)
RECORD = passage_of("Asthma.", client_id=CLIENT, day=None, field="notes", source_kind="client")
HITS = hits_of([NOTE])


@pytest.mark.parametrize(
    "scope",
    [
        SearchScope(),
        SearchScope(client_id=CLIENT),
        SearchScope(client_id=CLIENT, since=DAY, until=DAY),
        SearchScope(fields=frozenset({"plan"})),
    ],
)
def test_hits_within_pass(scope):
    require_within(HITS, scope)


def test_the_client_record_bears_no_date():
    require_within(hits_of([RECORD]), SearchScope(client_id=CLIENT))
    with pytest.raises(RetrievalError):
        require_within(hits_of([RECORD]), SearchScope(client_id=CLIENT, since=DAY))


@pytest.mark.parametrize(
    "scope",
    [
        SearchScope(client_id=ClientId(new_id())),
        SearchScope(since=DAY + timedelta(days=1)),
        SearchScope(until=date(2020, 1, 1)),
        SearchScope(fields=frozenset({"objective"})),
    ],
)
def test_one_hit_outside_refuses_all(scope):
    with pytest.raises(RetrievalError) as refused:
        require_within(HITS, scope)
    assert refused.value.code == "hit_outside_scope"
    assert "Aspirin" not in str(refused.value)
