"""What a file, or whoever wrote it, can make a terminal do: nothing."""

from __future__ import annotations

import json

import pytest

from app.cli.console import Console
from core.errors import InputRefused

HOSTILE = "a\x1b]0;title\x07b\x9b2Jc\rd\u202ee\x7f"
SHOWN = "a�]0;title�b�2Jc�d�e�"
HEBREW = "שלום\u200f, מים\tone\ntwo"


def test_no_character_of_a_text_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(as_json=False, quiet=False)
    for say in (console.text, console.note, lambda text: console.result({}, text)):
        say(HOSTILE)
        seen = capsys.readouterr()
        assert seen.out + seen.err == f"{SHOWN}\n"
        say(HEBREW)
        seen = capsys.readouterr()
        # A remark is one line, whatever the names in it hold.
        told = HEBREW.replace("\n", " ") if say == console.note else HEBREW
        assert seen.out + seen.err == f"{told}\n"


def test_an_error_that_names_a_file_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    Console(as_json=False, quiet=False).error(InputRefused("export_file_exists", file=HOSTILE))
    seen = capsys.readouterr().err
    assert SHOWN in seen
    assert "\x1b" not in seen


def test_json_keeps_every_character_and_prints_none_that_steers(capsys: pytest.CaptureFixture[str]) -> None:
    document = {"text": f"{HOSTILE}{HEBREW}\U000e0041"}
    Console(as_json=True, quiet=False).result(document, "")
    printed = capsys.readouterr().out
    assert json.loads(printed) == document
    assert printed.rstrip("\n").isprintable()
