"""An installed version 1.2 in place of the checkout, for tests of the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import AnamnesisError
from core.installation import Installation
from core.updates.installing import Installed
from core.updates.release import Release
from core.updates.service import Refusal, UpdateService, UpdateState, VerifiedUpdate

FOUND = Release(
    Path("/media/clinician/STICK/anamnesis-1.3"),
    "1.3",
    "amd64",
    "anamnesis_1.3_amd64.deb",
    {},
    "5D866E0CF90C74B581FFEE1DA033640EB80EBE8E",
)
CHANGES = "1.3 (2026-05-01)\n\nAdded\n\n- What a reviewer asked for.\n- A second thing, in more words."


@dataclass
class FakeUpdates:
    """`home` is the folder of the version that runs; `asked` what was asked of the service, in order."""

    home: Path
    found: Release | None = None
    refused: tuple[Refusal, ...] = ()
    verifying: AnamnesisError | None = None
    installing: AnamnesisError | None = None

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    @property
    def installation(self) -> Installation:
        return Installation("1.2", self.home)

    def replace(self, version: str = "1.3") -> None:
        """As the package of a newer version leaves it."""
        (self.home / "replaced-by").write_text(f"{version}\n")

    def put_in_place(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr("ui.shell.update_choice.this_installation", lambda: self.installation)
        patch.setattr(UpdateService, "state", lambda _service: self.state())
        patch.setattr(UpdateService, "verify", lambda _service, release, **_named: self.verify(release))
        patch.setattr(UpdateService, "install", lambda _service, release, **_named: self.install(release))

    def state(self) -> UpdateState:
        self.asked.append("state")
        found = None if self.installation.replaced_by else self.found
        return UpdateState("1.2", self.installation.replaced_by, found, self.refused, looked=True)

    def verify(self, release: Release) -> VerifiedUpdate:
        self.asked.append("verify")
        if self.verifying is not None:
            raise self.verifying
        return VerifiedUpdate(release, "1.2", CHANGES)

    def install(self, release: Release) -> Installed:
        self.asked.append("install")
        if self.installing is not None:
            raise self.installing
        self.replace(release.version)
        return Installed(release.version)
