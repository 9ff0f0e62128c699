"""The line of a setting is found in TOML, also where it does not look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.configuration.documents import SettingLocation, line_of, read_toml
from core.errors import EnvironmentProblem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("assistant = true", 1),
        ("# assistant = true\n\n  assistant=true", 3),
        ('"assistant" = true', 1),
        ("[assistant]\nx = 1", 1),
        ("other = 1\nassistant.x = 1", 2),
        ('note = """\nassistant = true\n"""\nassistant = false', 4),
        ('list = [\n"assistant = 1",\n]\nassistant = false', 4),
        ("assistants = 1", None),
        ("x = 1\n" * 1 + "\r\nassistant = true", 3),
        ("# one\u2028line\x85only\nassistant = true", 2),
    ],
)
def test_the_line(text: str, line: int | None) -> None:
    assert line_of("assistant", text) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a = 1\nb = = 2\n", 2),
        (b"a = 1\nb = [1,\n", 2),
        (b"a = 1\n\xff", 2),
        (b"a=" + b"[" * 200_000, 1),
        (b'a = 1\nb = "never closed', 2),
        (b"a = 1\nb = " + b"9" * 5000 + b"\nc = 1\n", 2),
    ],
)
def test_the_line_of_an_error(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="settings_not_toml") as refused:
        read_toml(path)
    assert refused.value.params["line"] == line


def test_no_file_is_no_document(tmp_path: Path) -> None:
    assert read_toml(tmp_path / "none.toml") is None
    (tmp_path / "file").touch()
    assert read_toml(tmp_path / "file" / "policy.toml") is None


def test_a_place_has_a_line_or_none() -> None:
    assert str(SettingLocation("policy.toml", 3)) == "policy.toml:3"
    assert str(SettingLocation("HKEY_LOCAL_MACHINE")) == "HKEY_LOCAL_MACHINE"
