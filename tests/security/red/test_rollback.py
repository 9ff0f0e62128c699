"""An earlier version that is put back opens as ever: each way to read a chart has to tell it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.errors import ChartNotAsWritten
from core.health.vault import open_practice
from core.services import Services
from core.sessions.dto import SoapText
from core.sources.dto import SearchScope
from tests.security.key_practice import DAY
from tests.security.red.attacked import (
    SAFE,
    SECOND_ALLERGY,
    SIGNED,
    SIGNED_FIRST,
    UNSAFE,
    AttackedPractice,
    Attacker,
    Chart,
    Unlocked,
)

Attack = Callable[[Attacker, Chart], None]


def _allergy(attacker: Attacker, chart: Chart) -> None:
    attacker.put_back("client")


def _draft(attacker: Attacker, chart: Chart) -> None:
    attacker.sql("UPDATE session SET current_version = 1 WHERE session_id = %s", chart.draft)


def _signed_note(attacker: Attacker, chart: Chart) -> None:
    # Version 1 is a draft: the state in the clear goes back with it.
    attacker.sql(
        "UPDATE session SET current_version = 1, state = 'draft' WHERE session_id = %s", chart.signed
    )


def _deleted_session(attacker: Attacker, chart: Chart) -> None:
    for table in ("session_version", "session"):
        attacker.sql(f"DELETE FROM {table} WHERE session_id = %s", chart.signed)


def _hidden_session(attacker: Attacker, chart: Chart) -> None:
    attacker.sql("UPDATE session SET state = 'deleted' WHERE session_id = %s", chart.signed)


def _whole_chart(attacker: Attacker, chart: Chart) -> None:
    """With its manifest, which then agrees with the rows."""
    attacker.put_back("client", "session", "session_version", "client_manifest")


ATTACKS: dict[str, Attack] = {
    "allergy": _allergy,
    "draft": _draft,
    "signed note": _signed_note,
    "deleted session": _deleted_session,
    "hidden session": _hidden_session,
    "whole chart": _whole_chart,
}
STALE_WORDS = {
    "draft": UNSAFE,
    "signed note": SIGNED_FIRST,
    "whole chart": UNSAFE,
}


@pytest.fixture
def chart(attacked: AttackedPractice, attacker: Attacker) -> Chart:
    return attacked.fill(
        between=lambda: attacker.remember("client", "session", "session_version", "client_manifest")
    )


@pytest.fixture(params=list(ATTACKS))
def attack(request, attacked, attacker, chart) -> str:
    """Done while everything is locked."""
    ATTACKS[request.param](attacker, chart)
    return str(request.param)


def test_an_untouched_practice_is_quiet_everywhere(attacked, chart, tmp_path):
    with attacked.unlocked() as entered:
        assert entered.services.integrity.at_unlock == ()
        _read_everything(entered, chart)
        assert entered.services.integrity.found_in(chart.client_id) == ()
        found = entered.retrieval.search.find("penicillin", SearchScope(client_id=chart.client_id))
        assert found.hits
        assert not found.searched.mismatched
        answer = entered.assistant.ask("penicillin?", SearchScope(client_id=chart.client_id))
        assert SAFE in [source.quote for source in answer.sources]
        assert not answer.searched.mismatched
        entered.services.exporter.export_jsonl(chart.client_id, tmp_path / "chart.jsonl")
        assert entered.services.integrity.check_all() == ()


def test_unlock_doctor_and_the_full_check_tell_it(attacked, chart, attack):
    with attacked.unlocked() as entered:
        told = entered.services.integrity.at_unlock
        assert {each.client_id for each in told} == {chart.client_id}
        finding, _ = open_practice(entered.services)
        assert (finding.check, finding.status) == ("integrity", "problem")
        assert finding.params["codes"]
        assert {each.client_id for each in entered.services.integrity.check_all()} == {chart.client_id}


def test_the_open_chart_tells_it(attacked, chart, attack):
    with attacked.unlocked() as entered:
        assert entered.services.integrity.found_in(chart.client_id) == ()
        entered.services.clients.view(chart.client_id)
        assert entered.services.integrity.found_in(chart.client_id)


def test_each_way_into_a_chart_tells_it(attacked, chart, attack):
    ways: tuple[Callable[[Services], object], ...] = (
        lambda services: services.sessions.get(chart.draft),
        lambda services: services.sessions.list_for_client(chart.client_id),
        lambda services: services.timeline.entries(chart.client_id),
        lambda services: services.letters.list(chart.client_id),
    )
    for read in ways:
        with attacked.unlocked() as entered:
            assert entered.services.integrity.found_in(chart.client_id) == ()
            read(entered.services)
            assert entered.services.integrity.found_in(chart.client_id)


def test_find_tells_it_and_shows_nothing_of_what_does_not_match(attacked, chart, attack):
    with attacked.unlocked() as entered:
        entered.retrieval.index.run_pending()
        found = entered.retrieval.search.find(
            "penicillin warfarin latex", SearchScope(client_id=chart.client_id)
        )
        assert found.searched.mismatched
        shown = " ".join(hit.passage.text for hit in found.hits)
        assert STALE_WORDS.get(attack, "no such words") not in shown
        assert attack != "allergy" or "penicillin" not in shown.replace(SAFE, "")


def test_an_answer_tells_it_and_quotes_nothing_of_what_does_not_match(attacked, chart, attack):
    with attacked.unlocked() as entered:
        entered.retrieval.index.run_pending()
        answer = entered.assistant.ask(
            "What is said about penicillin, warfarin and latex?", SearchScope(client_id=chart.client_id)
        )
        assert answer.searched.mismatched
        quoted = answer.answer + " ".join(source.quote for source in answer.sources)
        assert STALE_WORDS.get(attack, "no such words") not in quoted
        kept = entered.services.conversations.open(answer.conversation_id)[0]
        assert kept.searched.mismatched == answer.searched.mismatched


def test_a_brief_tells_it_and_quotes_nothing_of_what_does_not_match(attacked, chart, attack):
    with attacked.unlocked() as entered:
        brief = entered.services.briefs.brief(chart.client_id)
        assert brief.searched.mismatched
        quoted = " ".join(source.quote for line in brief.lines for source in line.sources)
        assert STALE_WORDS.get(attack, "no such words") not in quoted
        assert attack != "allergy" or "penicillin" not in quoted.replace(SAFE, "")


def test_nothing_is_exported_printed_or_filled_into_a_letter(attacked, chart, attack, tmp_path):
    out = tmp_path / "chart.jsonl"
    with attacked.unlocked() as entered:
        services = entered.services
        with pytest.raises(ChartNotAsWritten) as refused:
            services.exporter.export_jsonl(chart.client_id, out)
        assert not out.exists()
        assert refused.value.params["client_id"] == chart.client_id
        draft = services.sessions.get(chart.draft)
        if attack in ("draft", "allergy", "whole chart"):
            with pytest.raises(ChartNotAsWritten):
                services.exporter.record_print(draft, pages=1)
        if attack in ("allergy", "whole chart"):
            with pytest.raises(ChartNotAsWritten):
                services.letters.draft(chart.client_id)


def test_it_is_recorded_once(attacked, chart, attacker):
    with attacked.unlocked() as entered:
        services = entered.services
        services.clients.view(chart.client_id)
        _allergy(attacker, chart)
        for _ in range(3):
            services.clients.get(chart.client_id)
        (event,) = [
            entry for entry in services.audit_reader.entries().entries if entry.action == "integrity.failure"
        ]
        assert (event.client_id, event.outcome) == (chart.client_id, "found")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_while_it_is_open_is_told_at_the_next_read(attacked, attacker, chart, attack):
    """The verdict of an earlier read is not taken again; a manifest that goes back is known to be older."""
    with attacked.unlocked() as entered:
        services = entered.services
        services.clients.view(chart.client_id)
        assert services.integrity.found_in(chart.client_id) == ()
        ATTACKS[attack](attacker, chart)
        services.timeline.entries(chart.client_id)
        assert services.integrity.found_in(chart.client_id)


def test_what_was_put_right_is_no_finding_any_more(attacked, attacker, chart):
    with attacked.unlocked() as entered:
        attacker.sql("UPDATE session SET current_version = 1 WHERE session_id = %s", chart.draft)
        entered.services.clients.get(chart.client_id)
        assert entered.services.integrity.found_in(chart.client_id)
        attacker.sql("UPDATE session SET current_version = 2 WHERE session_id = %s", chart.draft)
        entered.services.clients.get(chart.client_id)
        assert entered.services.integrity.found_in(chart.client_id) == ()


def test_own_changes_are_no_findings(attacked, chart):
    with attacked.unlocked() as entered:
        services = entered.services
        for version in range(2, 6):
            services.sessions.save_draft(chart.draft, _text(version), day=DAY, expected_version=version)
            _read_everything(entered, chart)
            assert services.integrity.found_in(chart.client_id) == ()


def test_an_answer_from_before_is_not_given_again(attacked, attacker, chart):
    scope = SearchScope(client_id=chart.client_id)
    with attacked.unlocked() as entered:
        first = entered.assistant.ask("What is said about penicillin?", scope)
        assert not first.searched.mismatched
        _draft(attacker, chart)
        again = entered.assistant.ask("What is said about penicillin?", scope)
        assert not again.cached
        assert again.searched.mismatched
        assert SAFE not in " ".join(source.quote for source in again.sources if source.used)


def _read_everything(entered: Unlocked, chart: Chart) -> None:
    services = entered.services
    services.clients.view(chart.client_id)
    services.sessions.list_for_client(chart.client_id)
    services.timeline.entries(chart.client_id)
    services.briefs.brief(chart.client_id)


def _text(version: int) -> SoapText:
    return SoapText(plan=f"{SAFE} {version}", assessment=f"{SECOND_ALLERGY} {SIGNED}")
