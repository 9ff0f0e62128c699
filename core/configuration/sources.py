"""The sources of a policy on each system, behind one interface.

Only the files of Linux were tested for real. The registry of Windows and the managed preferences of macOS
follow their documentation and are tested with stand-ins.
"""

from __future__ import annotations

import os
import plistlib
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import platformdirs

from core.configuration.documents import Document, read_toml
from core.configuration.kinds import Folders, Hashes, Number, PublisherKeys, SomeOf, Switch
from core.configuration.schema import BY_NAME
from core.errors import EnvironmentProblem

POLICY_FILE = "policy.toml"
"""In the computer's configuration directories: its values take precedence."""
REGISTRY_KEY = r"Software\Policies\Anamnesis"
"""Below HKEY_LOCAL_MACHINE: only administrators and group policies write there."""
PREFERENCES_DOMAIN = "org.anamnesis.Anamnesis"
_MANAGED_PREFERENCES = Path("/Library/Managed Preferences")
_XDG_DIR = Path("/etc/xdg")
_ETC_DIR = Path("/etc")
_LARGEST_BYTES = 1 << 20
_NO_MORE_ITEMS = 259
"""ERROR_NO_MORE_ITEMS of Windows."""


class PolicySource(Protocol):
    """One place that may hold a policy."""

    def read(self) -> Document | None:
        """None if nothing is set there. Raises `EnvironmentProblem` for malformed content."""


class PolicyFile:
    """A file in TOML."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Document | None:
        try:
            # Resolved first, so that the checked file is the one read: a link may change in between.
            found = self.path.resolve()
        except (OSError, RuntimeError) as error:
            raise EnvironmentProblem("settings_unreadable", file=str(self.path)) from error
        document = read_toml(found, administered=is_administered(found), called=self.path)
        if document is None:
            self._refuse_lost()
        return document

    def _refuse_lost(self) -> None:
        """A dangling link (for example to an unmounted share) is an unreadable policy. So is a file in place
        of the folder, as a copy to a missing folder leaves it.
        """
        for each in (self.path, self.path.parent):
            if each.is_symlink() and not each.exists():
                raise EnvironmentProblem("settings_unreadable", file=str(each))
        if self.path.parent.is_file():
            raise EnvironmentProblem("settings_unreadable", file=str(self.path.parent))


class RegistryPolicy:
    """The registry of Windows, as group policies of the ADMX template write it.

    A switch or a number is a REG_DWORD (a number with a fraction a REG_SZ), a word a REG_SZ, a list a subkey
    with one value an item. Never run on Windows.
    """

    def __init__(self, registry: Any = None) -> None:
        """`registry` has the functions of `winreg`."""
        self._registry = registry

    def read(self) -> Document | None:
        registry = self._registry
        if registry is None:
            # Only exists on Windows.
            import winreg as registry  # type: ignore[import-not-found, unused-ignore]
        source = f"HKEY_LOCAL_MACHINE\\{REGISTRY_KEY}"
        try:
            with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, REGISTRY_KEY) as key:
                try:
                    values = _values_below(registry, key)
                except OSError as error:
                    # Also for a list that disappears while it is read: only a missing key means no policy.
                    raise EnvironmentProblem("settings_unreadable", file=source) from error
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EnvironmentProblem("settings_unreadable", file=source) from error
        return Document(source, values, administered=True)


class ManagedPreferences:
    """The managed preferences of macOS, which a configuration profile writes. Never run on macOS."""

    def __init__(self, path: Path = _MANAGED_PREFERENCES / f"{PREFERENCES_DOMAIN}.plist") -> None:
        self.path = path

    def read(self) -> Document | None:
        try:
            with self.path.open("rb") as file:
                content = file.read(_LARGEST_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise EnvironmentProblem("settings_unreadable", file=str(self.path)) from error
        try:
            values = plistlib.loads(content) if len(content) <= _LARGEST_BYTES else None
        except Exception as error:  # it raises whatever its parsers do, and each means the same
            raise EnvironmentProblem("settings_unreadable", file=str(self.path)) from error
        if not isinstance(values, dict):
            raise EnvironmentProblem("settings_unreadable", file=str(self.path))
        # macOS adds entries about the profile that are not settings.
        ours = {name: value for name, value in values.items() if not name.startswith(("Payload", "PFC_"))}
        return Document(str(self.path), ours, administered=is_administered(self.path))


def policy_sources(platform: str = sys.platform) -> tuple[PolicySource, ...]:
    """Every possible source of a policy on this computer; the first one wins."""
    files = tuple(PolicyFile(path) for path in policy_files(platform))
    if platform == "win32":
        return (RegistryPolicy(), *files)
    if platform == "darwin":
        return (ManagedPreferences(), *files)
    return files


def policy_files(platform: str = sys.platform) -> tuple[Path, ...]:
    """The paths of a TOML policy: on Linux in `/etc/anamnesis`, and in every system configuration directory.

    A desktop may put its own directories before `/etc/xdg`, which is always read: changing the variable
    cannot remove it.
    """
    told = platformdirs.site_config_dir("anamnesis", appauthor=False, multipath=True).split(os.pathsep)
    linux = platform.startswith("linux")
    first = [str(_ETC_DIR / "anamnesis")] if linux else []
    always = [str(_XDG_DIR / "anamnesis")] if linux else []
    directories = dict.fromkeys((*first, *told, *always))
    return tuple(Path(each) / POLICY_FILE for each in directories if Path(each).is_absolute())


def is_administered(path: Path) -> bool:
    """Whether only the computer's administrator can write or replace this file: it and every parent folder
    are not links, belong to root and are not writable by others. On Windows this cannot be determined, so no
    file counts.
    """
    if os.name == "nt":
        return False
    try:
        found = [each.lstat() for each in (path, *path.parents)]
    except OSError:
        return False
    return all(
        each.st_uid == 0 and (not each.st_mode & 0o022 or bool(each.st_mode & stat.S_ISVTX)) for each in found
    )


def _values_below(registry: Any, key: object) -> dict[str, object]:
    values = {name: _from_registry(name, value) for name, value in _items(registry.EnumValue, key)}
    for name in _names(registry.EnumKey, key):
        with registry.OpenKey(key, name) as items:
            values[name] = [value for _, value in _items(registry.EnumValue, items)]
    return values


def _from_registry(name: str, value: object) -> object:
    """The registry has no booleans, no fractions and, for a policy, lists only as subkeys."""
    setting = BY_NAME.get(name)
    if setting is None:
        return value
    if isinstance(setting.kind, Switch) and isinstance(value, int) and value in (0, 1):
        return bool(value)
    if isinstance(setting.kind, Number) and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    if isinstance(setting.kind, Hashes | Folders | PublisherKeys | SomeOf) and isinstance(value, str):
        return value.split(";")
    return value


def _items(enumerate_value: Callable[[Any, int], Sequence[object]], key: object) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    while True:
        try:
            name, value, *_ = enumerate_value(key, len(found))
        except OSError as error:
            if _is_the_end(error):
                return found
            raise
        found.append((cast(str, name), value))


def _names(enumerate_key: Callable[[Any, int], str], key: object) -> list[str]:
    found: list[str] = []
    while True:
        try:
            found.append(enumerate_key(key, len(found)))
        except OSError as error:
            if _is_the_end(error):
                return found
            raise


def _is_the_end(error: OSError) -> bool:
    """The registry's end of enumeration; any other error hides further entries."""
    return (getattr(error, "winerror", None) or error.errno) == _NO_MORE_ITEMS
