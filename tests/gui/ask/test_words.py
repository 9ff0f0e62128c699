"""Every code that the core gives with an answer has words; a new one fails here before a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import core.assistant
from core.assistant.evidence import abstention
from core.assistant.verification.sentence_verifier import REASONS
from tests.fixtures.figures import figure
from ui.ask.withheld_words import withheld_reason
from ui.ask.words import _cut_short, _why_no_model

_ROOT = Path(core.assistant.__file__).parent
_REASON = re.compile(r'\breason\s*=\s*(?:\w+ if .+ else )?"([a-z_]+)"')
_EITHER = re.compile(r'\breason = "([a-z_]+)" if .+ else "([a-z_]+)"')
_NOTICE = re.compile(r'\bnotice\s*=\s*"([a-z_]+)"')
_DECIDING = (
    ("evidence/abstention.py", "judge"),
    ("writing/writer.py", "notice_of"),
)
_WITHHOLDING = (("composing.py", "_why_not_shown"), ("evidence/outdated.py", "outdated"))
_RETURNED = re.compile(r'return "([a-z_]+)"|else "([a-z_]+)"|Judgement\("([a-z_]+)"')


def _sources() -> dict[str, str]:
    return {path.relative_to(_ROOT).as_posix(): path.read_text("utf-8") for path in _ROOT.rglob("*.py")}


def _withheld() -> set[str]:
    found = set(REASONS)
    for text in _sources().values():
        found |= set(_REASON.findall(text))
        found |= {code for pair in _EITHER.findall(text) for code in pair}
    return found | _returned(_WITHHOLDING)


def _notices() -> set[str]:
    found = set(abstention.REASONS.values())
    for text in _sources().values():
        found |= set(_NOTICE.findall(text))
    return found | _returned(_DECIDING)


def _returned(places: Iterable[tuple[str, str]]) -> set[str]:
    """The codes that these functions return, each by its file and name."""
    sources, found = _sources(), set[str]()
    for name, function in places:
        text = sources[name]
        body = text[text.index(f"def {function}") :].split("\ndef ", 1)[0]
        found |= {code for pair in _RETURNED.findall(body) for code in pair if code}
    return found


def test_each_reason_for_withholding_has_words() -> None:
    codes = _withheld()
    assert {"unsupported_number", "off_question", "superseded", "repeated", "unfinished"} <= codes
    general = withheld_reason("a_code_of_next_year")
    unsaid = {code for code in codes if code != "unsupported_words" and withheld_reason(code) == general}
    assert not unsaid
    assert withheld_reason("unsupported_words") == general, "these are the words of the general case"
    figure(f"ask window: {len(codes)} reasons for withholding, each with words")


def test_each_notice_of_an_answer_has_words() -> None:
    codes = _notices()
    assert {"no_model", "stopped", "insufficient", "nothing_found", "not_mentioned"} <= codes
    # The title of an answer says what these say.
    assert not {code for code in codes - {"evidence_mode", "quotes_only"} if not _why_no_model(code)}
    assert all(_cut_short(code) for code in codes)
    figure(f"ask window: {len(codes)} notices of answers, each with words")
