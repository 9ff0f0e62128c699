"""What was signed is taken, anything else is refused by the name of its file."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from core.cancel import CancelToken
from core.errors import AnamnesisError, Cancelled, InputRefused
from core.updates import release as release_module
from core.updates.release import CHANGES, SIGNATURE, SUMS, Release
from core.updates.tools import SystemTools
from package_signing import Signer, passing_key, sign_list
from tests.fakes.release import architecture, release
from tests.fakes.signers import ended_key
from tests.fixtures.proofs import Proof

TOOLS = SystemTools()
PACKAGE = f"anamnesis_1.3_{architecture()}.deb"


def taken(folder: Path, keys: Path) -> Release:
    """Reads and verifies."""
    found = Release.read(folder, keys=keys, tools=TOOLS)
    found.verify(tools=TOOLS)
    return found


def refused(folder: Path, keys: Path) -> AnamnesisError:
    with pytest.raises(AnamnesisError) as caught:
        taken(folder, keys)
    return caught.value


@pytest.fixture
def folder(tmp_path: Path, signer: Signer) -> Path:
    return release(tmp_path / "release", signer)


def test_a_release_says_what_it_is_and_what_it_changes(folder: Path, keys: Path) -> None:
    found = taken(folder, keys)
    assert (found.version, found.package, found.architecture) == ("1.3", PACKAGE, architecture())
    assert len(found.signed_by) == 40
    told: list[tuple[int, int]] = []
    changes = found.verify(tools=TOOLS, on_progress=lambda done, total: told.append((done, total)))
    assert [each.version for each in changes.sections] == ["1.3", "1.2"]
    assert told[-1][1] >= 1


@pytest.mark.proof("flipped bits of an update, each refused by name", short=25, long=1000)
def test_a_flipped_bit_is_refused_by_name(folder: Path, keys: Path, proof: Proof) -> None:
    chance = random.SystemRandom()
    # Not the signature file: some of its bits only hint at the key, and what it signs stays what it was.
    for _ in range(proof.repetitions):
        target = folder / chance.choice((PACKAGE, CHANGES, SUMS))
        whole = target.read_bytes()
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        error = refused(folder, keys)
        target.write_bytes(whole)
        assert error.params["file"] == target.name, (target.name, place, bit, error)
    taken(folder, keys)


@pytest.mark.parametrize("name", [SUMS, SIGNATURE, CHANGES, PACKAGE])
def test_a_missing_file_is_refused_by_name(folder: Path, keys: Path, name: str) -> None:
    (folder / name).unlink()
    assert refused(folder, keys).params["file"] == name


def test_another_key_than_the_pinned_one_signs_nothing(folder: Path, keys: Path) -> None:
    with passing_key() as stranger:
        sign_list(folder, [PACKAGE, CHANGES], stranger)
    error = refused(folder, keys)
    assert (error.code, error.params["file"]) == ("update_not_signed", SUMS)


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_a_key_that_has_expired_or_was_revoked_signs_nothing(tmp_path: Path, how: str) -> None:
    """gpgv ends without an error for both."""
    with ended_key(how) as (ended, keyring):
        error = refused(release(tmp_path / "release", ended), keyring)
    assert (error.code, error.params["file"]) == ("update_not_signed", SUMS)


def test_the_signature_of_another_list_is_refused(folder: Path, keys: Path, signer: Signer) -> None:
    (folder / SIGNATURE).write_bytes(signer.detached(b"another list\n"))
    assert refused(folder, keys).code == "update_not_signed"
    (folder / SIGNATURE).write_bytes(b"")
    assert refused(folder, keys).code == "update_not_signed"


@pytest.mark.parametrize(
    "lines",
    [
        "../secret",
        "/etc/passwd",
        ".hidden",
        "a b",
        SUMS,
        "",
        "no_package.txt",
        f"{PACKAGE}\n{PACKAGE}",
        f"{PACKAGE}\nanamnesis_1.4_amd64.deb",
    ],
)
def test_a_signed_list_of_another_shape_is_refused(
    folder: Path, keys: Path, signer: Signer, lines: str
) -> None:
    text = "".join(f"{'0' * 64}  {name}\n" for name in lines.split("\n")).encode()
    (folder / SUMS).write_bytes(text)
    (folder / SIGNATURE).write_bytes(signer.detached(text))
    assert refused(folder, keys).code == "update_list_refused"


def test_a_list_that_is_too_long_is_not_read(folder: Path, keys: Path) -> None:
    (folder / SUMS).write_bytes(b"0" * 100_000)
    assert refused(folder, keys).code == "update_list_refused"


@pytest.mark.parametrize("made", ["link", "pipe", "folder"])
def test_what_is_no_file_is_neither_waited_for_nor_followed(folder: Path, keys: Path, made: str) -> None:
    whole = (folder / PACKAGE).rename(folder / "whole")
    target = folder / PACKAGE
    if made == "link":
        target.symlink_to(whole)
    elif made == "pipe":
        os.mkfifo(target)
    else:
        target.mkdir()
    assert refused(folder, keys).params["file"] == PACKAGE


@pytest.mark.parametrize(("version", "name"), [("1.2", "anamnesis"), ("1.3", "another-program")])
def test_a_package_that_is_another_than_its_name_says_is_refused(
    tmp_path: Path, keys: Path, signer: Signer, version: str, name: str
) -> None:
    folder = release(tmp_path / "release", signer, version=version, called="1.3", name=name)
    error = refused(folder, keys)
    assert (error.code, error.params["file"]) == ("update_foreign", PACKAGE)


def test_a_copy_is_compared_as_it_was_written(folder: Path, keys: Path, tmp_path: Path) -> None:
    found = taken(folder, keys)
    (folder / PACKAGE).write_bytes((folder / PACKAGE).read_bytes() + b"x")
    with pytest.raises(InputRefused, match="update_file_changed"):
        found.copy_package(tmp_path)
    assert not (tmp_path / PACKAGE).exists()


def test_a_file_without_an_end_is_neither_read_nor_copied(
    folder: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = taken(folder, keys)
    os.truncate(folder / PACKAGE, 1 << 42)
    for work in (lambda: found.verify(tools=TOOLS), lambda: found.copy_package(tmp_path)):
        with pytest.raises(InputRefused, match="update_file_changed"):
            work()
    # One that grows while it is read.
    monkeypatch.setattr("core.updates.release._LARGEST_FILE_BYTES", 1 << 20)
    os.truncate(folder / PACKAGE, 1 << 20)
    read = release_module._blocks(folder / PACKAGE, None)
    next(read)
    os.truncate(folder / PACKAGE, 1 << 22)
    with pytest.raises(InputRefused, match="update_file_changed"):
        list(read)


def test_it_can_be_stopped(folder: Path, keys: Path) -> None:
    found = Release.read(folder, keys=keys, tools=TOOLS)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        found.verify(tools=TOOLS, cancel=cancel)


def test_without_a_verifier_nothing_is_believed(folder: Path, keys: Path, tmp_path: Path) -> None:
    with pytest.raises(AnamnesisError, match="update_tool_missing"):
        Release.read(folder, keys=keys, tools=SystemTools(str(tmp_path)))
