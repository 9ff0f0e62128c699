"""What an unlock builds works with one context, and so with one clock."""

from __future__ import annotations

from datetime import UTC, datetime

from core.sources.dto import SearchScope
from tests.workspace.practice import Practice


def test_a_search_reads_the_clock_of_the_workspace(practice: Practice) -> None:
    miriam, _ = practice.add("Miriam", plan="Colchicine 0.5 mg twice daily.")
    practice.services.index.run_pending()
    practice.now = datetime(2031, 1, 1, 12, tzinfo=UTC)
    found = practice.services.search.search(
        "Colchicine in the last 6 months?", SearchScope(client_id=miriam.client_id)
    )
    assert [one.code for one in found.understood] == ["dates_lifted"]
