"""Every action, finding and role has words."""

from __future__ import annotations

import re

import pytest

from core.audit import dto as audit_dto
from core.audit.actions import ACTIONS as CORE_ACTIONS
from core.audit.dto import ChainFinding
from core.security.roles import ROLES
from ui.error_sentences.durations import Durations
from ui.security import audit_words
from ui.security.role_words import role_explanation, role_name


def test_every_action_of_the_log_has_words() -> None:
    assert set(CORE_ACTIONS) <= set(audit_words.ACTIONS)


def test_an_action_unknown_shows_as_it_is() -> None:
    assert "ask.later" in audit_words.action_text("ask.later")


def test_every_finding_of_a_verification_has_words() -> None:
    codes = re.findall(r"`([a-z_]+)`", (audit_dto.ChainFinding.__doc__ or "").split("Codes:")[1])
    assert codes
    for code in codes:
        text = audit_words.finding_text(ChainFinding(code, 3))
        assert code not in text
        assert "{" not in text


def test_every_role_has_words() -> None:
    assert len({role_name(role) for role in ROLES}) == len(ROLES)
    assert all(role_explanation(role) for role in ROLES)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (40, "40 seconds"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3600, "1 hour"),
        (9e3, "3 hours"),
    ],
)
def test_a_wait_is_rounded_up_in_words(seconds: float, words: str) -> None:
    assert Durations().text(seconds) == words
