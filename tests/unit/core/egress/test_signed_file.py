"""A report that was filed is as it was signed, by the key of one computer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.egress.computer_key import FILE, computer_key, fingerprint, known_key, public_bytes
from core.egress.signed_file import read_signed_file, signed_file
from core.errors import AnamnesisError
from tests.unit.core.egress.material import report


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(signed_file(report(), computer_key(tmp_path / "state")))
    return path


def code_of(path: Path, expected: str | None = None) -> str:
    with pytest.raises(AnamnesisError) as caught:
        read_signed_file(path, expected=expected)
    return caught.value.code


def test_what_was_signed_is_read_again(filed: Path, tmp_path: Path) -> None:
    found = read_signed_file(filed)
    assert found.document["verdict"] == "nothing_left"
    assert found.text == report().text()
    own = fingerprint(public_bytes(computer_key(tmp_path / "state")))
    assert found.signed_by == own
    for written in (own, own.replace(" ", "").lower(), own.replace(" ", ":")):
        assert read_signed_file(filed, expected=written).signed_by == own


def test_the_whole_file_reads_as_text(filed: Path) -> None:
    lines = filed.read_text("utf-8").splitlines()
    assert lines[0] == "ANAMNESIS: WHAT LEAVES THIS COMPUTER"
    assert "----- data (JSON) -----" in lines
    assert lines[-1].startswith("signature: ")


def test_every_changed_byte_is_noticed(filed: Path) -> None:
    whole = filed.read_bytes()
    chance = random.Random(7)
    places = {chance.randrange(len(whole)) for _ in range(300)}
    for place in places:
        filed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert code_of(filed) in ("egress_report_changed", "egress_not_a_report"), place


def test_one_that_somebody_else_signed_anew_has_another_fingerprint(filed: Path, tmp_path: Path) -> None:
    own = read_signed_file(filed).signed_by
    filed.write_bytes(signed_file(report(), computer_key(tmp_path / "other")))
    assert read_signed_file(filed).signed_by != own
    assert code_of(filed, own) == "egress_other_key"


@pytest.mark.parametrize("content", [b"", b"words", b"x" * 5_000_000, b"----- signature (Ed25519) -----\n"])
def test_another_file_is_no_report(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    assert code_of(path) == "egress_not_a_report"


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert known_key(state) is None
    made = public_bytes(computer_key(state))
    assert public_bytes(computer_key(state)) == made
    assert (state / FILE).stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_damaged_or_open_to_others_signs_nothing(tmp_path: Path) -> None:
    computer_key(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    for _ in range(2):
        with pytest.raises(AnamnesisError, match="egress_key_damaged"):
            computer_key(tmp_path)
        (tmp_path / FILE).chmod(0o600)
        (tmp_path / FILE).write_bytes(b"no key")


def test_data_that_is_nested_without_end_is_refused_though_it_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.egress.signed_file.json.dumps", lambda *_, **__: "[" * 100_000)
    path = tmp_path / "report.txt"
    path.write_bytes(signed_file(report(), computer_key(tmp_path / "state")))
    assert code_of(path) == "egress_report_changed"
