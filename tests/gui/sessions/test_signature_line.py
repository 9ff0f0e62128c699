"""Whose signature a note carries, and whether it holds, in words and in colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from core.ids import new_id
from core.sessions.dto import Addendum, Signature, SoapText, Verdict
from tests.fakes.clients import MIRIAM
from ui.printing.words import session_parts
from ui.sessions.chart_view import ChartView
from ui.theme import styled_at_the_end

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SAID = {
    "valid": "Signed by Dr Noa Levi: signature verified.",
    "copied": "merged into this one",
    "replaced": "Signed by Dr Noa Levi with a key that was replaced since",
    "copied_replaced": "merged into this one, with a key that was replaced since",
    "invalid": "does not match",
    "missing": "carries no signature",
    "before": "before signatures were kept",
    "imported": "nobody here signed it",
}


@pytest.fixture
def view(qtbot, jobs, practice) -> ChartView:
    client = practice.add_client(MIRIAM)
    practice.sessions.add(client.client_id, SoapText(plan="Rest."), signed=True)
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.show()
    made.show_client(client.client_id)
    qtbot.waitUntil(lambda: made.page.session is not None and not jobs.busy)
    return made


def shown(view: ChartView, verdict: Verdict | None) -> str:
    session, client = view.page.session, view.page.client
    assert session is not None
    assert client is not None
    author = session.author
    assert author is not None
    signature = Signature(session.client_id, session.session_id, 1, author, AT)
    addendum = Addendum(new_id(), AT, author, "Reason", "Text", signature=signature, verdict=verdict)
    told = replace(session, verdict=verdict, signature=signature, addenda=(addendum,))
    view.page.show_session(told, client)
    return view.page.signature.text()


def test_a_note_that_was_not_checked_says_nothing(view):
    assert shown(view, None) == ""
    assert view.page.signature.isHidden()


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_each_verdict_has_its_words(view, verdict):
    assert SAID[verdict] in shown(view, verdict).replace("\u2068", "").replace("\u2069", "")
    assert not view.page.signature.isHidden()
    (card,) = view.page.addenda.cards
    assert "sign" in card.head.text()
    danger = verdict in ("invalid", "missing")
    muted = verdict not in ("invalid", "missing", "valid", "copied")
    assert (view.page.signature.property("tone") == "muted") == muted
    assert (view.page.signature.property("tone") == "danger") == danger
    assert (card.head.property("tone") == "danger") == danger
    words = [part.text for part in session_parts(view.page.session, authors={}) if hasattr(part, "text")]
    assert any("sign" in each.lower() for each in words)


def test_nothing_of_it_stays_when_the_note_is_gone(view):
    shown(view, "invalid")
    view.page.show_nothing()
    assert view.page.signature.text() == ""
