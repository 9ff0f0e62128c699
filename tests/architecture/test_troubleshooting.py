"""Every message that people can see has an entry in the troubleshooting guide, and no entry is left over."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ui.errors import known_codes, source_sentences

PAGE = Path(__file__).resolve().parents[2] / "docs" / "troubleshooting.md"
_ROW = re.compile(r"^\| \*\*(?P<title>.+?)\*\* `(?P<code>[a-z0-9_.]+)` \| (?P<means>.*?) \| (?P<todo>.*) \|$")


def rows() -> list[re.Match[str]]:
    """The entries: the lines of tables but their heads."""
    lines = PAGE.read_text("utf-8").splitlines()
    entries = [line for line in lines if line.startswith("| ") and not line.startswith("| Message")]
    found = [_ROW.match(line) for line in entries]
    assert None not in found, [line for line, each in zip(entries, found, strict=True) if each is None]
    return [each for each in found if each is not None]


def test_each_code_has_one_entry_and_each_entry_a_code() -> None:
    found = Counter(each["code"] for each in rows())
    assert [code for code, times in found.items() if times > 1] == []
    assert set(known_codes()) - set(found) == set(), "messages without an entry in docs/troubleshooting.md"
    assert set(found) - set(known_codes()) == set(), "entries whose message is gone"


def test_an_entry_has_the_title_of_its_message_and_says_what_to_do() -> None:
    for each in rows():
        title = re.sub(r"\{\w+\}", "", source_sentences(each["code"])[0])
        shown = re.sub(r"\*[^*]+\*", "", each["title"])
        assert shown == title, each["code"]
        assert each["means"], each["code"]
        assert each["todo"].rstrip().endswith((".", "`")), each["code"]


def test_it_is_for_people_who_use_the_program() -> None:
    text = PAGE.read_text("utf-8")
    for word in ("dev.py", "pytest", "traceback", "{", "}"):
        assert word not in text.lower(), word


def test_every_section_is_in_the_contents() -> None:
    text = PAGE.read_text("utf-8")
    sections = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert re.findall(r"^- \[(.+)\]\(#", text, re.MULTILINE) == sections
