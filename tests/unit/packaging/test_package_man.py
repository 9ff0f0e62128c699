"""Manual pages say what the parser says, in words that roff takes as they are."""

from __future__ import annotations

import argparse
import shutil
import subprocess

import pytest

from app.cli.parser import build_parser
from package_man import escaped, pages


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages(build_parser(), version="1.2.3", date="2026-01-02")


def plain(text: str) -> str:
    return text.replace("\\-", "-").replace("\\&", "").replace("\\:", "").replace("\\e", "\\")


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Every option of a parser and of those below it."""
    found: set[str] = set()
    for action in parser._actions:
        found |= set(action.option_strings) if action.help != argparse.SUPPRESS else set()
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                found |= options(each)
    return found


def test_each_command_has_a_page_and_each_page_its_options(made: dict[str, str]) -> None:
    commands: dict[str, argparse.ArgumentParser] = {}
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            commands |= action.choices
    assert {"ask", "find", "doctor", "backup", "demo"} <= commands.keys()
    assert set(made) == {"anamnesis.1"} | {f"anamnesis-{name}.1" for name in commands}
    for name, parser in commands.items():
        page = plain(made[f"anamnesis-{name}.1"])
        assert {each for each in options(parser) if each not in page} == set(), name


def test_a_page_says_version_and_date(made: dict[str, str]) -> None:
    assert made["anamnesis.1"].startswith('.TH "ANAMNESIS" "1" "2026-01-02" "Anamnesis 1.2.3"')


@pytest.mark.parametrize(
    ("text", "safe"),
    [("--json", "\\-\\-json"), (".profile", "\\&.profile"), ("'x'", "\\&'x'"), ("a\\b", "a\\eb")],
)
def test_what_roff_would_take_for_a_request_is_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


@pytest.mark.skipif(shutil.which("man") is None, reason="no man here")
def test_man_has_no_complaint(made: dict[str, str]) -> None:
    for name, page in made.items():
        done = subprocess.run(
            [
                "man",
                "--warnings=char,number,delim,range,syntax,mac,escape,missing,input,font",
                "-l",
                "-E",
                "UTF-8",
                "-Tutf8",
                "-Z",
                "-",
            ],
            input=page,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), name
