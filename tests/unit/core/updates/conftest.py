"""A key that signs releases, the keyring that trusts it, and an installation of version 1.2."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.installation import Installation
from core.settings import Settings
from core.updates.service import UpdateService
from package_signing import Signer, passing_key

NEEDED = ("gpg", "gpgv", "dpkg", "dpkg-deb")
INSTALLED = "1.2"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [each for each in NEEDED if shutil.which(each) is None]
    for item in items:
        if missing and "core/updates" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}"))


@pytest.fixture(scope="session")
def signer() -> Iterator[Signer]:
    with passing_key() as made:
        yield made


@pytest.fixture(scope="session")
def keys(signer: Signer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "release-keys.gpg"
    path.write_bytes(signer.public_key())
    return path


@pytest.fixture
def service(tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., UpdateService]:
    """Makes the service over a folder of updates; no stick of this computer counts."""
    monkeypatch.setattr("core.updates.service.sticks", lambda: ())

    def made(folder: Path | None = None, *, installation: Installation | None = None) -> UpdateService:
        return UpdateService(
            Settings(data_dir=tmp_path / "data", update_folder=folder),
            installation or Installation(INSTALLED, tmp_path / INSTALLED),
            keys=keys,
        )

    return made
