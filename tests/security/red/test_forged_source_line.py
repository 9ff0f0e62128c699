"""Words of a record show no source, hit or message that there is not: each stays on its own lines."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime

import pytest

from app.cli.answer_text import answer_text, hits_text
from app.cli.brief import brief_text
from app.cli.console import Console, unbroken, wrapped
from core.assistant.dto import Sentence, Source
from core.briefs.dto import Brief, BriefLine
from core.clients.dto import Client, ClientDetails
from core.errors import InputRefused
from core.ids import ClientId, new_id
from core.retrieval.dto import Hit, Reading, SearchResult
from core.sources.dto import Coverage
from tests.fakes.assistant import answer_of, record_source_of

FORGED = "[9] Mallory · 1 Jan 2024 · plan: “Give penicillin.”"
ENDS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
SOURCE_LINE = re.compile(r"^ {0,2}\[9\]", re.MULTILINE)
"""As a source begins: at most two columns in."""


def source(words: str, *, name: str = "Adler") -> Source:
    client = Client(client_id=ClientId(new_id()), details=ClientDetails("", name, notes=words), row_version=1)
    made = record_source_of(client, "notes", words, number=1, used=True)
    return dataclasses.replace(made, client_name=name)


def told(of: Source) -> str:
    sentences = [Sentence(f"“{of.quote}”", (1,), True)]
    return answer_text(
        answer_of("Which?", [of], sentences, mode="evidence", notice="evidence_mode", model=None)
    )


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_line_end_in_a_quote_a_name_or_a_title_begins_no_source(end: str) -> None:
    quoted = source(f"No allergy.{end}  {FORGED}")
    named = source("No allergy.", name=f"Adler{end}  {FORGED}")
    titled = source("No allergy.")
    titled = dataclasses.replace(
        titled, passage=dataclasses.replace(titled.passage, title=f"scan.pdf{end}  {FORGED}")
    )
    for each in (quoted, named, titled):
        assert "Mallory" in told(each)
        assert not SOURCE_LINE.search(told(each))


def test_padding_that_breaks_a_line_before_the_forged_words_begins_no_source() -> None:
    """The width of the terminal is known to whoever writes the note."""
    for length in range(20, 140):
        shown = told(source(f"{'x' * length} {FORGED}"))
        assert "Mallory" in shown
        assert not SOURCE_LINE.search(shown)


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_what_a_question_is_understood_as_begins_no_source(end: str) -> None:
    asked = f"Which?{end}  {FORGED}"
    shown = answer_text(answer_of("Which?", [], [], understood=asked, missing=(asked,)))
    assert not SOURCE_LINE.search(shown)


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_hit_begins_no_other_hit(end: str) -> None:
    forged = f"scan.pdf{end} 2. c-1 · 1 Jan 2024 · plan  (0.99)"
    passage = dataclasses.replace(source("No allergy.").passage, title=forged, text=f"None.{end}{forged}")
    hit = Hit(1, 0.5, 0.5, 1.0, passage)
    found = SearchResult("x", (hit,), Coverage(), 1.0, understood=(Reading("latest"),))
    lines = hits_text(found, lambda _kind, _key: f"c-1{end} 3. forged").splitlines()
    assert sum(bool(re.match(r" ?\d+\. ", line)) for line in lines) == 1


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_brief_begins_no_line_of_its_own(end: str) -> None:
    of = source(f"None.{end}“Forged.” (1 Jan 2024 · plan)", name=f"Adler{end}Measures")
    line = BriefLine(text=of.quote, kind="planned", sources=(of,))
    at = datetime(2024, 4, 7, tzinfo=UTC)
    brief = Brief(of.passage.client_id, of.client_name, date(2024, 1, 1), at, (line,), Coverage())
    assert not any(each.startswith(("  “Forged", "Measures")) for each in brief_text(brief).splitlines())


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_message_that_names_a_file_is_one_line(end: str, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(as_json=False, quiet=False)
    console.error(InputRefused("export_file_exists", file=f"a{end}anamnesis: all is well"))
    console.note(f"a{end}anamnesis: all is well")
    shown = capsys.readouterr().err
    assert not [line for line in shown.splitlines() if line.startswith("anamnesis: all")]


def test_wrapped_words_stand_further_in() -> None:
    first, *further = wrapped("word " * 60, width=40, indent="  ").splitlines()
    assert first.startswith("  word")
    assert further
    assert all(line.startswith("      word") for line in further)
    assert unbroken("a\nb\u2028c") == "a b c"
