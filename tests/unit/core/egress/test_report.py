"""What a report says, in each state it can be in."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from core.egress.dto import Observed, Step, Watch
from core.egress.report import Report
from tests.unit.core.egress.material import CLEAN, SEEN, STEPS, TRIED, report

TABLES = (Watch("namespace", False, "x"), Watch("trace", False, "x"), Watch("tables", True))
COUNTERS = (Watch("namespace", True), Watch("trace", False, "it left no result"), Watch("tables", False))
COUNTED = Observed(0, TABLES, others=1)
BLIND = tuple(Watch(way, False, "x") for way in ("namespace", "trace", "tables"))


@pytest.mark.parametrize(
    ("made", "verdict", "words"),
    [
        (report(), "nothing_left", "NO CONNECTION WAS ATTEMPTED"),
        (
            report(journey=replace(CLEAN, connection_attempts=(TRIED,))),
            "attempted",
            "A CONNECTION WAS ATTEMPTED",
        ),
        (report(control=CLEAN), "not_observed", "NOT OBSERVED"),
        (report(journey=replace(CLEAN, watches=BLIND)), "not_observed", "NOT OBSERVED"),
        (report(journey=replace(CLEAN, watches=TABLES, others=3), control=COUNTED), "unclear", "UNCLEAR"),
        # A socket that is open for less than a fiftieth of a second is in no table that is looked at.
        (report(journey=replace(CLEAN, watches=TABLES), control=COUNTED), "unclear", "UNCLEAR"),
        # The control was seen by a way that did not observe the journey.
        (report(journey=replace(CLEAN, watches=COUNTERS)), "not_observed", "NOT OBSERVED"),
        (report(steps=STEPS[:-1]), "incomplete", "INCOMPLETE"),
        (report(journey=replace(CLEAN, exit_code=1)), "incomplete", "INCOMPLETE"),
        (report(steps=(*STEPS[:-1], Step("close", "failed", 1.0, {}, "x"))), "incomplete", "INCOMPLETE"),
    ],
)
def test_the_worst_that_is_true_is_the_verdict(made: Report, verdict: str, words: str) -> None:
    assert made.verdict == verdict
    assert json.loads(json.dumps(made.document()))["verdict"] == verdict
    assert words in made.text()
    assert [each for each in made.text().splitlines() if len(each) > 110] == []


def test_an_attempt_is_told_with_where_to_and_how_it_ended() -> None:
    text = report(journey=replace(CLEAN, connection_attempts=(TRIED,))).text()
    assert "ATTEMPT (trace): connect AF_INET to 192.0.2.1 port 9: ENETUNREACH, 2 times" in text


def test_what_a_policy_refuses_is_named_and_no_failure() -> None:
    steps = tuple(
        Step("print", "refused", 0.1, {}, "print_forbidden") if each.name == "print" else each
        for each in STEPS
    )
    made = report(steps=steps)
    assert made.verdict == "nothing_left"
    assert "refused by the policy (print_forbidden)" in made.text()


def test_it_says_how_it_was_observed_and_why_not_otherwise() -> None:
    watches = (
        Watch("namespace", False, "unshare is not installed"),
        Watch("trace", True),
        Watch("tables", False),
    )
    text = report(journey=Observed(0, watches), control=SEEN).text()
    assert "no   a network namespace" in text
    assert "unshare is not installed" in " ".join(text.split())
    assert "yes  a trace (strace)" in text


def test_other_programs_that_were_spoken_to_are_named() -> None:
    made = report(journey=replace(CLEAN, peers=("/run/dbus/system_bus_socket",)))
    assert "Another program of this computer was spoken to: /run/dbus/system_bus_socket" in made.text()
    assert made.document()["journey"]["other_programs"] == ["/run/dbus/system_bus_socket"]
