"""No check is without words and a remedy, in either language, in any state that the program can find."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication

import core.health
from core.health.alerts import ALERTING
from core.health.finding import CHECKS, GROUPS, Finding, Status
from tests.gui.health.findings import CASES
from ui.health.alert_button import ALERT_WORDS
from ui.health.check_words.entry import Action
from ui.health.wording import ACTION_TEXTS, GROUP_TITLES, STATUS_NAMES, WORDS, Worded, worded
from ui.i18n import Language, install_translator
from ui.i18n.marking import translated

_HEBREW = re.compile(r"[\u0590-\u05ff]")
_NOT_FOR_PEOPLE = re.compile(r"dev\.py|terminal|command line|\banamnesis [a-z]+ |chmod|systemctl")


@pytest.fixture(params=["en", "he"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    install_translator(qapp, request.param)
    yield request.param
    install_translator(qapp, "en")


def test_there_are_words_for_every_check() -> None:
    assert set(WORDS) == set(CHECKS), "ui/health/check_words"
    assert set(CASES) == set(CHECKS), "an example of each text, in tests/gui/health/findings.py"
    assert set(GROUP_TITLES) == set(GROUPS)
    assert set(STATUS_NAMES) == set(get_args(Status))
    assert set(ACTION_TEXTS) == set(get_args(Action))
    assert set(ALERT_WORDS) == set(ALERTING)


def test_every_check_has_a_remedy() -> None:
    without = [check for check, words in WORDS.items() if not words.remedy.strip() or "ok" not in words.said]
    assert without == []


def said_in_code() -> Iterator[tuple[str, str]]:
    """(check, status) of every finding whose name stands in the code of the checks."""
    for path in Path(core.health.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                name, status = node.args[0], node.args[1]
                names = [each.value for each in ast.walk(name) if isinstance(each, ast.Constant)]
                found = [each.value for each in ast.walk(status) if isinstance(each, ast.Constant)]
                for check in names:
                    yield from ((str(check), str(each)) for each in found if each in get_args(Status))


def test_every_state_in_the_code_has_words() -> None:
    pairs = set(said_in_code())
    assert len(pairs) > 40
    lacking = {(check, status) for check, status in pairs if status not in WORDS[check].said}
    assert not lacking


def test_no_words_are_without_a_state() -> None:
    for check, words in WORDS.items():
        reached = set()
        for finding in CASES[check]:
            before = worded(finding).said
            for key, text in words.said.items():
                if key.startswith(finding.status) and _matches(text, before):
                    reached.add(key)
        assert reached == set(words.said), check


def _matches(template: str, said: str) -> bool:
    pattern = re.sub(r"\\\{[a-z0-9_]+\\\}", ".+", re.escape(template))
    return re.fullmatch(r"[\u200e\u200f]?" + pattern, said, re.S) is not None


def test_what_is_said(language: Language) -> None:
    for finding in (each for cases in CASES.values() for each in cases):
        shown = worded(finding)
        assert shown.title, finding
        for text in (shown.title, shown.said, shown.remedy):
            assert not re.search(r"[{}]|–|None|True|False", text), text
            assert not _NOT_FOR_PEOPLE.search(text), text
        assert bool(shown.remedy) == (finding.status != "ok"), shown
        assert shown.said.strip("\u200e\u200f") or finding.check == "memory", finding
        if language == "he":
            assert all(_HEBREW.search(text) for text in _words_of(shown)), shown


def _words_of(shown: Worded) -> list[str]:
    """What has letters at all: a size or a version has none to translate."""
    texts = [shown.title, shown.remedy, shown.said]
    return [text for text in texts if len(re.findall(r"[A-Za-z]{3,}", text)) > 1 or _HEBREW.search(text)]


def test_titles_of_buttons_and_groups_are_translated(language: Language) -> None:
    every = (*ACTION_TEXTS.values(), *GROUP_TITLES.values(), *STATUS_NAMES.values(), *ALERT_WORDS.values())
    for text in every:
        assert bool(_HEBREW.search(translated(text))) == (language == "he")


def test_codes_are_told_in_words() -> None:
    said = worded(
        Finding("errors", "warning", {"failed": 9, "ended": 30, "codes": ["disk_full", "odd_code"]})
    )
    assert "The disk is full" in said.said
    assert "odd_code" in said.said


def test_a_clock_and_a_size_are_told_as_people_read_them() -> None:
    assert "1 Jan 2019" in worded(CASES["clock"][1]).said
    assert "6.4 GB" in worded(CASES["disk"][1]).said
    assert "9 days ago" in worded(CASES["backup"][5]).said


def test_what_an_administrator_decides_has_no_button() -> None:
    own, shared = worded(CASES["upgrade"][2]), worded(CASES["upgrade"][5])
    assert own.action == "upgrade"
    assert shared.action is None
    assert "an administrator" in shared.remedy


def test_a_file_of_keys_that_cannot_be_read_is_not_mended_by_a_passphrase() -> None:
    assert worded(CASES["vault"][1]).action == "passphrase"
    assert worded(CASES["vault"][2]).action is None
    assert "backup" in worded(CASES["vault"][2]).remedy
