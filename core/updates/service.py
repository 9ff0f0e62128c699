"""Finds updates, verifies them, and passes them to the package manager."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cmp_to_key
from pathlib import Path

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import AnamnesisError, EnvironmentProblem, InputRefused
from core.installation import Installation, this_installation
from core.settings import Settings
from core.updates.installing import Installed, install_as_administrator, install_here, is_administrator
from core.updates.keys import release_keys
from core.updates.places import releases_below, sticks
from core.updates.release import Release
from core.updates.tools import SystemTools


@dataclass(frozen=True, slots=True)
class Refusal:
    """A folder with a refused release, and the reason."""

    folder: Path
    error: AnamnesisError


@dataclass(frozen=True, slots=True)
class UpdateState:
    """The update state of this installation. `found` is signed and newer; its files are not verified yet.

    `looked`: whether anything was searched; a checkout cannot be updated.
    """

    installed: str
    replaced_by: str | None = None
    found: Release | None = None
    refused: tuple[Refusal, ...] = ()
    looked: bool = False


@dataclass(frozen=True, slots=True)
class VerifiedUpdate:
    """A release whose every file matches the signed list; `changes` describe what is new here."""

    release: Release
    installed: str
    changes: str


@dataclass(slots=True)
class UpdateService:
    """Needs no practice and no keys; usable from any thread."""

    settings: Settings
    installation: Installation = field(default_factory=lambda: this_installation())
    tools: SystemTools = field(default_factory=SystemTools)
    keys: Path | None = None
    """Another keyring than `release_keys` finds; for tests."""

    def state(self) -> UpdateState:
        """Searches the policy's folder and sticks. Refusals are returned, not raised.

        Cheap enough for every unlock: reads lists and signatures, not packages.
        """
        installed, replaced_by = self.installation.version, self.installation.replaced_by
        if not self.installation.packaged:
            return UpdateState(installed)
        try:
            keys = self._keys()
        except EnvironmentProblem:
            # Without a key no release can be verified: `find` raises the reason.
            return UpdateState(installed, replaced_by)
        refused: list[Refusal] = []
        newer: list[Release] = []
        for folder in self._candidates():
            try:
                release = Release.read(folder, keys=keys, tools=self.tools)
                newer.append(self._newer(release, than=self.installation.newest))
            except AnamnesisError as error:
                refused.append(Refusal(folder, error))
        found = self._newest(newer)
        return UpdateState(installed, replaced_by, found, tuple(refused), looked=True)

    def find(self, folder: Path | None = None) -> Release:
        """The newest release in `folder`, or wherever one is looked for, that is newer than this program.

        Raises:
            InputRefused: `update_none`; `update_same`, `update_older`, and as `Release.read`, for the only
                one there is or the first of those that there are.
            EnvironmentProblem: as `release_keys` and `Release.read`.
        """
        # Absolute, because pkexec changes to the administrator's home.
        places = releases_below((folder.absolute(),)) if folder is not None else self._candidates()
        if not places:
            raise InputRefused("update_none", folder="" if folder is None else str(folder))
        keys = self._keys()
        newer, problems = [], []
        for each in places:
            try:
                release = Release.read(each, keys=keys, tools=self.tools)
                newer.append(self._newer(release, than=self.installation.newest))
            except AnamnesisError as error:
                problems.append(error)
        found = self._newest(newer)
        if found is None:
            raise problems[0]
        return found

    def verify(
        self,
        release: Release,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> VerifiedUpdate:
        """Compares every file. Raises as `Release.verify`."""
        changes = release.verify(tools=self.tools, cancel=cancel, on_progress=on_progress)
        installed = self.installation.newest
        words = changes.since(lambda version: self.compare(version, installed) > 0)
        return VerifiedUpdate(release, installed, words)

    def install(
        self,
        release: Release,
        *,
        at_window: bool,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Installed:
        """Passes the release to the package manager, which asks for an administrator.

        The installing process verifies everything again on its own copy. `at_window`: a desktop shows the
        prompt. Raises as `install_here` and `install_as_administrator`.
        """
        if not self.installation.packaged:
            raise EnvironmentProblem("update_no_package")
        if is_administrator():
            return install_here(release, tools=self.tools, cancel=cancel, on_progress=on_progress)
        return install_as_administrator(release, tools=self.tools, at_window=at_window)

    def compare(self, one: str, other: str) -> int:
        """-1, 0 or 1, as the package manager orders versions. Raises `EnvironmentProblem`."""
        dpkg = self.tools.require("dpkg")
        for relation, result in (("gt", 1), ("lt", -1)):
            if self.tools.run([dpkg, "--compare-versions", one, relation, other]).returncode == 0:
                return result
        return 0

    def _candidates(self) -> tuple[Path, ...]:
        return releases_below(self._folders())

    def _folders(self) -> Iterator[Path]:
        if self.settings.update_folder is not None:
            yield self.settings.update_folder
        yield from sticks()

    def _keys(self) -> Path:
        return self.keys or release_keys()

    def _newer(self, release: Release, *, than: str) -> Release:
        """Raises `InputRefused` (`update_same`, `update_older`, `update_other_computer`)."""
        order = self.compare(release.version, than)
        named = {"version": release.version, "installed": than, "folder": str(release.folder)}
        if order == 0:
            raise InputRefused("update_same", **named)
        if order < 0:
            raise InputRefused("update_older", **named)
        done = self.tools.run([self.tools.require("dpkg"), "--print-architecture"])
        if done.stdout.strip() != release.architecture:
            raise InputRefused("update_other_computer", architecture=release.architecture, **named)
        return release

    def _newest(self, releases: list[Release]) -> Release | None:
        order = cmp_to_key(self.compare)
        return max(releases, key=lambda each: order(each.version), default=None)
