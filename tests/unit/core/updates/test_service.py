"""Which release is offered, which is refused and why, and where releases are looked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import AnamnesisError
from core.health.doctor import update_finding
from core.installation import Installation
from core.updates.keys import release_keys
from core.updates.service import UpdateService
from package_signing import Signer, passing_key
from tests.fakes.release import release

Make = Callable[..., UpdateService]


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(AnamnesisError) as caught:
        work()
    return caught.value.code


def test_a_newer_release_is_found_verified_and_shown_with_what_is_new(
    tmp_path: Path, signer: Signer, service: Make
) -> None:
    release(tmp_path / "updates" / "new", signer)
    made = service(tmp_path / "updates")
    verified = made.verify(made.find())
    assert verified.release.version == "1.3"
    assert verified.installed == "1.2"
    assert "What a reviewer asked for." in verified.changes
    assert "What is installed here." not in verified.changes
    assert verified.changes.startswith("1.3 (2026-05-01)")
    state = made.state()
    assert state.found is not None
    assert (state.found.version, state.refused, state.replaced_by) == ("1.3", (), None)
    finding = update_finding(state)
    assert (finding.status, finding.params["version"]) == ("warning", "1.3")


def test_the_newest_of_several_is_taken_and_the_others_refused_by_name(
    tmp_path: Path, signer: Signer, service: Make
) -> None:
    folder = tmp_path / "updates"
    for version in ("1.10", "1.9", "1.2", "1.1"):
        release(folder / version, signer, version=version)
    with passing_key() as stranger:
        release(folder / "foreign", stranger, version="2.0")
    made = service(folder)
    assert made.find().version == "1.10"
    codes = {each.folder.name: each.error.code for each in made.state().refused}
    assert codes == {"1.1": "update_older", "1.2": "update_same", "foreign": "update_not_signed"}
    assert update_finding(made.state()).status == "warning"


@pytest.mark.parametrize(
    ("version", "code"), [("1.1", "update_older"), ("1.2~rc1", "update_older"), ("1.2", "update_same")]
)
def test_older_and_same_ones_are_refused_by_name(
    tmp_path: Path, signer: Signer, service: Make, version: str, code: str
) -> None:
    release(tmp_path / "updates", signer, version=version)
    made = service(tmp_path / "updates")
    with pytest.raises(AnamnesisError) as caught:
        made.find()
    assert caught.value.code == code
    assert (caught.value.params["version"], caught.value.params["installed"]) == (version, "1.2")
    assert update_finding(made.state()).status == "ok"


def test_a_release_of_somebody_else_is_a_problem_that_health_names(tmp_path: Path, service: Make) -> None:
    with passing_key() as stranger:
        release(tmp_path / "updates", stranger)
    finding = update_finding(service(tmp_path / "updates").state())
    assert (finding.status, finding.params["code"]) == ("problem", "update_not_signed")
    assert finding.params["file"] == "SHA256SUMS"


def test_one_for_another_kind_of_computer_is_refused(tmp_path: Path, signer: Signer, service: Make) -> None:
    release(tmp_path / "updates", signer, architecture_of="riscv64")
    made = service(tmp_path / "updates")
    assert code_of(made.find) == "update_other_computer"


def test_what_was_installed_meanwhile_counts(tmp_path: Path, signer: Signer, service: Make) -> None:
    home = tmp_path / "1.2"
    home.mkdir()
    (home / "replaced-by").write_text("1.3\n")
    release(tmp_path / "updates", signer)
    made = service(tmp_path / "updates", installation=Installation("1.2", home))
    state = made.state()
    assert (state.replaced_by, state.found) == ("1.3", None)
    assert code_of(made.find) == "update_same"
    finding = update_finding(state)
    assert (finding.status, finding.params["version"], finding.params["replaced"]) == ("warning", "1.3", True)


def test_a_checkout_looks_for_nothing(tmp_path: Path, signer: Signer, service: Make) -> None:
    release(tmp_path / "updates", signer)
    made = service(tmp_path / "updates", installation=Installation("1.2"))
    state = made.state()
    assert (state.looked, state.found) == (False, None)
    assert code_of(lambda: made.install(made.find(), at_window=True)) == "update_no_package"


def test_sticks_are_looked_at_besides_the_folder(
    tmp_path: Path, signer: Signer, service: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    release(stick / "anamnesis", signer)
    (stick / "pictures").mkdir()
    monkeypatch.setattr("core.updates.service.sticks", lambda: (stick, tmp_path / "pulled"))
    assert service().find().folder == stick / "anamnesis"


def test_nothing_anywhere_is_told(tmp_path: Path, service: Make) -> None:
    assert code_of(service().find) == "update_none"
    assert code_of(lambda: service().find(tmp_path)) == "update_none"
    assert update_finding(service().state()).status == "ok"


def test_the_key_is_the_packages_or_an_administrators(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    etc, prefix = tmp_path / "etc", tmp_path / "prefix"
    monkeypatch.setattr("core.updates.keys._ETC_DIR", etc)
    assert code_of(lambda: release_keys(prefix)) == "update_no_key"
    shipped = prefix / "share" / "anamnesis" / "release-keys.gpg"
    shipped.parent.mkdir(parents=True)
    shipped.write_bytes(keys.read_bytes())
    assert release_keys(prefix) == shipped
    own = etc / "anamnesis" / "release-keys.gpg"
    own.parent.mkdir(parents=True)
    own.write_bytes(keys.read_bytes())
    monkeypatch.setattr("core.updates.keys.is_administered", lambda _path: False)
    assert code_of(lambda: release_keys(prefix)) == "update_key_open"
    monkeypatch.setattr("core.updates.keys.is_administered", lambda _path: True)
    assert release_keys(prefix) == own


def test_without_a_key_nothing_is_looked_for_by_itself(
    tmp_path: Path, signer: Signer, service: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(tmp_path / "updates", signer)
    made = service(tmp_path / "updates")
    made.keys = None
    monkeypatch.setattr("core.updates.keys._ETC_DIR", tmp_path / "etc")
    monkeypatch.setattr("core.updates.keys.sys.prefix", str(tmp_path))
    assert (made.state().found, made.state().looked) == (None, False)
    assert code_of(made.find) == "update_no_key"


def test_a_folder_is_named_whole_since_pkexec_works_in_another_one(
    tmp_path: Path, signer: Signer, service: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(tmp_path / "r", signer)
    monkeypatch.chdir(tmp_path)
    assert service().find(Path("r")).folder == tmp_path / "r"


def test_a_keyring_that_may_not_be_looked_at_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "share" / "anamnesis").mkdir(parents=True)
    (tmp_path / "share" / "anamnesis" / "release-keys.gpg").touch()

    def closed(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "lstat", closed)
    assert code_of(lambda: release_keys(tmp_path)) == "update_key_open"
