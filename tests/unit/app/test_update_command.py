"""`anamnesis update`: check, show and install on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run
from core.installation import Installation
from core.updates.installing import Installed
from package_signing import Signer, passing_key
from tests.fakes.release import architecture, release

pytestmark = pytest.mark.skipif(
    any(shutil.which(each) is None for each in ("gpg", "gpgv", "dpkg-deb")), reason="needs GnuPG and dpkg"
)


@pytest.fixture(scope="module")
def signer() -> Any:
    with passing_key() as made:
        yield made


@pytest.fixture
def cli(
    tmp_path: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    keys = tmp_path / "keys.gpg"
    keys.write_bytes(signer.public_key())
    monkeypatch.setattr("core.updates.service.release_keys", lambda: keys)
    monkeypatch.setattr("core.updates.service.sticks", lambda: ())
    monkeypatch.setattr("core.updates.service.this_installation", lambda: Installation("1.2", tmp_path))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["--data-dir", str(tmp_path / "data"), *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_check_and_show_say_what_there_is(cli: Any, tmp_path: Path, signer: Signer) -> None:
    folder = release(tmp_path / "r", signer)
    code, out, _ = cli("--json", "update", "check", "--from", str(folder))
    said = json.loads(out)
    assert (code, said["version"], said["installed"]) == (0, "1.3", "1.2")
    assert said["package"] == f"anamnesis_1.3_{architecture()}.deb"
    code, out, _ = cli("update", "show", "--from", str(folder))
    assert code == 0
    assert "What a reviewer asked for." in out


def test_the_folder_of_the_settings_is_looked_into(cli: Any, tmp_path: Path, signer: Signer) -> None:
    release(tmp_path / "updates" / "r", signer)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text(f'update_folder = "{tmp_path / "updates"}"\n')
    code, out, _ = cli("update", "check")
    assert (code, "Version 1.3 is in" in out) == (0, True)


@pytest.mark.parametrize(
    ("version", "words"),
    [("1.1", "is version 1.1, and 1.2 is installed"), ("1.2", "is version 1.2, as the program is")],
)
def test_what_is_not_newer_is_refused_by_name(
    cli: Any, tmp_path: Path, signer: Signer, version: str, words: str
) -> None:
    code, _, err = cli("update", "check", "--from", str(release(tmp_path / "r", signer, version=version)))
    assert (code, words in err) == (5, True), err


def test_a_flipped_byte_is_refused_by_name_and_nothing_is_installed(
    cli: Any, tmp_path: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = release(tmp_path / "r", signer)
    (package,) = folder.glob("*.deb")
    whole = package.read_bytes()
    package.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    monkeypatch.setattr("core.updates.service.install_here", lambda *_, **__: pytest.fail("installed"))
    monkeypatch.setattr(
        "core.updates.service.install_as_administrator", lambda *_, **__: pytest.fail("asked")
    )
    for what in ("check", "show", "install"):
        code, _, err = cli("update", what, "--from", str(folder))
        assert (code, package.name in err) == (5, True), err


def test_install_hands_over_what_was_verified(
    cli: Any, tmp_path: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = release(tmp_path / "r", signer)
    given = []

    def take(found: Any, **_named: Any) -> Installed:
        given.append(found.version)
        return Installed(found.version)

    monkeypatch.setattr("core.updates.service.install_here", take)
    monkeypatch.setattr("core.updates.service.install_as_administrator", take)
    code, out, _ = cli("update", "install", "--from", str(folder))
    assert (code, given) == (0, ["1.3"])
    assert "Version 1.3 is installed" in out


def test_settings_that_are_refused_keep_no_update_away(cli: Any, tmp_path: Path, signer: Signer) -> None:
    """A policy for a newer version must not keep that version away; it must not lead elsewhere either."""
    folder = release(tmp_path / "r", signer)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text("of_a_newer_version = true\n")
    assert cli("update", "check", "--from", str(folder))[0] == 0
    assert cli("update", "check")[0] == 4
