"""Two charts side by side: what they say against each other is marked, what only one says is not."""

from __future__ import annotations

from dataclasses import replace

from tests.fakes.clients import MIRIAM, client_of
from ui.clients.identity_card import IdentityComparison


def test_what_only_one_chart_knows_is_no_difference(qtbot):
    card = IdentityComparison()
    qtbot.addWidget(card)
    fuller = replace(MIRIAM, phone="054-555 0101", email="miriam@example.org")
    emptier = replace(MIRIAM, phone="", email="", address="")
    card.show_clients(client_of(fuller), client_of(emptier), left_title="Left", right_title="Right")
    assert not card.differing
    card.show_clients(
        client_of(fuller), client_of(replace(emptier, phone="054-555 0102")), left_title="L", right_title="R"
    )
    assert card.differing == ("Phone",)
