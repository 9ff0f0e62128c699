"""A brief that says more or other than the chart does leaves nobody's hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.briefs.checking import require_recorded
from core.briefs.dto import Brief
from core.errors import RetrievalError
from core.ids import SessionId, new_id
from tests.fakes.briefs import brief_of, chart, client, visit

READ = chart(
    {"day": "2024-08-05", "objective": "BP 130/80.", "plan": "Start Lisinopril 10 mg. Follow up in 2 weeks."},
    {"day": "2024-05-06", "objective": "BP 150/90."},
)


def with_source(brief: Brief, **changed: object) -> Brief:
    first, *others = brief.lines
    source, *more = first.sources
    changes = {name: value for name, value in changed.items() if name != "text"}
    line = replace(first, sources=(replace(source, **changes), *more))  # type: ignore[arg-type]
    return replace(brief, lines=(replace(line, text=str(changed.get("text", line.text))), *others))


def with_passage(brief: Brief, **changed: object) -> Brief:
    source = brief.lines[0].sources[0]
    return with_source(brief, passage=replace(source.passage, **changed))  # type: ignore[arg-type]


def another_word(brief: Brief) -> Brief:
    return with_source(brief, quote="Start Lisinopril 20 mg.", text="Start Lisinopril 20 mg.")


def another_place(brief: Brief) -> Brief:
    source = brief.lines[0].sources[0]
    return with_source(brief, quote_start=source.quote_start + 1, quote_end=source.quote_end + 1)


def a_line_beside_its_quotes(brief: Brief) -> Brief:
    return with_source(brief, text=brief.lines[0].text + " Call an ambulance.")


def no_source(brief: Brief) -> Brief:
    return replace(brief, lines=(replace(brief.lines[0], sources=()), *brief.lines[1:]))


def a_mark_too_many(brief: Brief) -> Brief:
    first = brief.lines[0]
    return replace(brief, lines=(replace(first, joins=(*first.joins, "became")), *brief.lines[1:]))


def another_passage(brief: Brief) -> Brief:
    return with_passage(brief, text="Start Lisinopril 40 mg.")


def another_client(brief: Brief) -> Brief:
    return with_passage(brief, client_id=client("Katz").client_id)


def another_session(brief: Brief) -> Brief:
    return with_passage(brief, source_id=SessionId(new_id()))


def another_version(brief: Brief) -> Brief:
    return with_passage(brief, version=7)


def about_another(brief: Brief) -> Brief:
    return replace(brief, client_id=client("Katz").client_id)


def test_what_was_made_of_the_chart_passes() -> None:
    brief = brief_of(READ)
    assert len(brief.lines) >= 3
    require_recorded(brief, READ)


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (another_word, "brief_not_as_recorded"),
        (another_place, "brief_not_as_recorded"),
        (a_line_beside_its_quotes, "brief_not_as_recorded"),
        (no_source, "brief_not_as_recorded"),
        (a_mark_too_many, "brief_not_as_recorded"),
        (another_passage, "brief_not_as_recorded"),
        (another_client, "hit_outside_scope"),
        (another_session, "hit_outside_scope"),
        (another_version, "hit_outside_scope"),
        (about_another, "hit_outside_scope"),
    ],
)
def test_what_was_tampered_with_does_not(tamper: Callable[[Brief], Brief], code: str) -> None:
    with pytest.raises(RetrievalError) as refused:
        require_recorded(tamper(brief_of(READ)), READ)
    assert refused.value.code == code


def test_a_retracted_note_may_not_be_quoted() -> None:
    """Not even while its words are still in the chart: of such a session only the reason can be quoted."""
    whose = client()
    gone = replace(
        visit(whose, "2024-08-05", state="retracted", plan="Start warfarin."), reason="Wrong chart"
    )
    as_if_signed = replace(chart(of=whose), sessions=(gone,))
    with pytest.raises(RetrievalError, match="hit_outside_scope"):
        require_recorded(brief_of(as_if_signed), replace(chart(of=whose), retracted=(gone,)))
