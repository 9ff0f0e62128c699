"""What was signed is accepted offline with a system's own programs; a flipped bit is refused by its file."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher_console import SetupProblem
from package_signing import (
    KEYRING,
    SUMS,
    Signer,
    ar_members,
    passing_key,
    sign_list,
    sign_package,
)
from tests.fakes.signers import ended_key
from tests.fixtures.proofs import Proof

ROOT = Path(__file__).resolve().parents[3]
VERIFY = ROOT / "packaging" / "linux" / "verify.sh"
NAMES = ("anamnesis_1_amd64.deb", "anamnesis.cdx.json", "verify.sh")

pytestmark = pytest.mark.skipif(
    any(shutil.which(each) is None for each in ("gpg", "gpgv")), reason="needs GnuPG"
)


@pytest.fixture(scope="module")
def signer() -> Iterator[Signer]:
    with passing_key() as made:
        yield made


@pytest.fixture
def release(tmp_path: Path, signer: Signer) -> Path:
    folder = tmp_path / "release"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(bytes([number]) * 100)
    sign_list(folder, NAMES, signer)
    return folder


def verify(release: Path, keyring: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(VERIFY), str(keyring), str(release)], capture_output=True, text=True, check=False
    )


@pytest.fixture
def keyring(release: Path, tmp_path: Path) -> Path:
    return (release / KEYRING).rename(tmp_path / "keyring.gpg")


def test_what_was_signed_is_accepted_file_by_file(release: Path, keyring: Path) -> None:
    done = verify(release, keyring)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{name}: as signed" for name in sorted(NAMES)]


@pytest.mark.proof("flipped bits of a release, each refused by name", short=40, long=1000)
def test_a_flipped_bit_is_refused_by_name(release: Path, keyring: Path, proof: Proof) -> None:
    chance = random.SystemRandom()
    # Not the signature file: some of its bits only hint at the key, and what it signs stays what it was.
    names = (*NAMES, SUMS)
    for _ in range(proof.repetitions):
        target = release / chance.choice(names)
        whole = target.read_bytes()
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        done = verify(release, keyring)
        target.write_bytes(whole)
        assert done.returncode == 1, (target.name, place, bit)
        assert target.name in done.stderr, (target.name, place, bit)


@pytest.mark.parametrize("name", [*NAMES, SUMS, f"{SUMS}.gpg"])
def test_a_missing_file_is_refused_by_name(release: Path, keyring: Path, name: str) -> None:
    (release / name).unlink()
    done = verify(release, keyring)
    assert done.returncode == 1
    assert f"{name} is missing" in done.stderr


def test_the_signature_of_somebody_else_is_refused(release: Path, keyring: Path) -> None:
    with passing_key() as stranger:
        sign_list(release, NAMES, stranger)
    assert verify(release, keyring).returncode == 1


@pytest.mark.parametrize(("how", "words"), [("expired", "has expired"), ("revoked", "was revoked")])
def test_a_key_that_has_expired_or_was_revoked_is_refused(release: Path, how: str, words: str) -> None:
    with ended_key(how) as (signer, keyring):
        sign_list(release, NAMES, signer)
        done = verify(release, keyring)
    assert (done.returncode, words in done.stderr) == (1, True), done


def test_the_keyring_has_the_key_that_signs_and_none_of_the_same_name(tmp_path: Path) -> None:
    with passing_key() as stranger, passing_key() as own:
        assert own.key == stranger.key
        imported = ["gpg", "--batch", "--quiet", "--homedir", str(own.home), "--import"]
        subprocess.run(imported, input=stranger.public_key(), capture_output=True, check=True)
        (tmp_path / "keyring.gpg").write_bytes(own.public_key())
        (tmp_path / "signature").write_bytes(stranger.detached(b"theirs"))
    (tmp_path / "data").write_bytes(b"theirs")
    command = ["gpgv", "--keyring", "./keyring.gpg", "signature", "data"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_a_name_of_several_secret_keys_signs_no_package() -> None:
    with passing_key() as own:
        command = ["gpg", "--batch", "--quiet", "--homedir", str(own.home), "--passphrase", ""]
        subprocess.run(
            [*command, "--quick-generate-key", "another <another@x.invalid>", "ed25519", "sign"],
            capture_output=True,
            check=True,
        )
        with pytest.raises(SetupProblem, match="More than one key"):
            Signer(own.home, "invalid").public_key()


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", ".hidden"])
def test_a_list_that_names_files_elsewhere_is_refused(
    release: Path, keyring: Path, signer: Signer, name: str
) -> None:
    text = f"{'0' * 64}  {name}\n".encode()
    (release / SUMS).write_bytes(text)
    (release / f"{SUMS}.gpg").write_bytes(signer.detached(text))
    done = verify(release, keyring)
    assert done.returncode == 1
    assert f"names {name}" in done.stderr


def test_without_a_keyring_nothing_is_verified(release: Path) -> None:
    assert verify(release, release / "nowhere").returncode == 2


def archive(*members: tuple[str, bytes]) -> bytes:
    written = b"!<arch>\n"
    for name, content in members:
        written += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
        written += content + b"\n" * (len(content) % 2)
    return written


def test_a_package_carries_its_signature_over_all_its_members(tmp_path: Path, signer: Signer) -> None:
    members = (("debian-binary", b"2.0\n"), ("control.tar", b"odd"), ("data.tar", b"more"))
    deb = tmp_path / "a.deb"
    deb.write_bytes(archive(*members))
    sign_package(deb, signer, epoch_s=7)
    sign_package(deb, signer, epoch_s=7)
    found = ar_members(deb.read_bytes())
    assert found[:3] == list(members)
    assert [name for name, _ in found[3:]] == ["_gpgorigin"]
    (tmp_path / "signature").write_bytes(found[3][1])
    (tmp_path / "keyring.gpg").write_bytes(signer.public_key())
    checked = ["gpgv", "--keyring", str(tmp_path / "keyring.gpg"), str(tmp_path / "signature"), "-"]
    good = subprocess.run(checked, input=b"2.0\noddmore", capture_output=True, check=False)
    bad = subprocess.run(checked, input=b"2.0\noddmorf", capture_output=True, check=False)
    assert (good.returncode, bad.returncode) == (0, 1)


@pytest.mark.parametrize(
    "data", [b"", b"no archive", archive(("debian-binary", b"2.0\n"))[:-2], b"!<arch>\n" + b"x" * 60]
)
def test_what_is_no_package_is_not_signed(data: bytes) -> None:
    with pytest.raises(ValueError, match="archive"):
        ar_members(data)
