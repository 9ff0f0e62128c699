"""Three readers behind one interface: files as they are, registry and managed preferences by stand-ins."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.configuration.reading import checked, read_configuration
from core.configuration.sources import (
    REGISTRY_KEY,
    ManagedPreferences,
    PolicyFile,
    RegistryPolicy,
    is_administered,
    policy_files,
    policy_sources,
)
from core.errors import EnvironmentProblem
from ui.errors import describe

HASH = "a1" * 32


class FakeRegistry:
    """The functions of `winreg` over dictionaries: a key is its values and its subkeys."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, keys: Mapping[str, Mapping[str, object]], error: type[OSError] | None = None) -> None:
        self.keys = keys
        self.error = error

    @contextmanager
    def OpenKey(self, parent: str, name: str) -> Iterator[str]:
        if self.error is not None:
            raise self.error
        path = name if parent == self.HKEY_LOCAL_MACHINE else f"{parent}\\{name}"
        if path not in self.keys:
            raise FileNotFoundError(path)
        yield path

    def EnumValue(self, key: str, index: int) -> tuple[str, object, int]:
        values = list(self.keys[key].items())
        if index >= len(values):
            raise OSError(259, "No more data is available")
        return (*values[index], 4)

    def EnumKey(self, key: str, index: int) -> str:
        names = [each.removeprefix(f"{key}\\") for each in self.keys if each.startswith(f"{key}\\")]
        if index >= len(names):
            raise OSError(259, "No more data is available")
        return names[index]


def registry(values: Mapping[str, object], **lists: Mapping[str, object]) -> RegistryPolicy:
    keys = {REGISTRY_KEY: values} | {f"{REGISTRY_KEY}\\{name}": items for name, items in lists.items()}
    return RegistryPolicy(FakeRegistry(keys))


def test_the_registry_gives_what_a_file_would() -> None:
    found = registry(
        {"export_allowed": 0, "assistant": 1, "lock_after_min": 5, "embed_timeout_s": "45.5"},
        allowed_models={"1": HASH, "2": HASH.upper()},
        languages={"1": "he"},
    ).read()
    assert found is not None
    assert checked(found) == {
        "export_allowed": False,
        "assistant": True,
        "lock_after_min": 5,
        "embed_timeout_s": 45.5,
        "allowed_models": frozenset({HASH}),
        "languages": frozenset({"he"}),
    }
    assert found.administered


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"lock_after_min": 99}, "setting_refused"),
        ({"export_allowed": 2}, "setting_refused"),
        ({"embed_timeout_s": "soon"}, "setting_refused"),
        ({"lock_after": 5}, "setting_unknown"),
    ],
)
def test_what_the_registry_may_not_say_is_refused_without_a_line(
    values: dict[str, object], code: str
) -> None:
    with pytest.raises(EnvironmentProblem, match=code) as refused:
        read_configuration(policies=[registry(values)], own=Path("none"))
    told = describe(refused.value).one_line
    assert f"HKEY_LOCAL_MACHINE\\{REGISTRY_KEY}: {next(iter(values))} is set" in told
    assert "line" not in told


def test_no_key_in_the_registry_is_no_policy() -> None:
    assert RegistryPolicy(FakeRegistry({})).read() is None
    with pytest.raises(EnvironmentProblem, match="settings_unreadable"):
        RegistryPolicy(FakeRegistry({}, PermissionError)).read()


def test_managed_preferences_give_what_a_file_would(tmp_path: Path) -> None:
    path = tmp_path / "org.anamnesis.Anamnesis.plist"
    values: dict[str, Any] = {"PayloadUUID": "x", "lock_after_min": 5, "export_allowed": False}
    for format in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        path.write_bytes(plistlib.dumps(values, fmt=format))
        found = ManagedPreferences(path).read()
        assert found is not None
        assert checked(found) == {"lock_after_min": 5, "export_allowed": False}


@pytest.mark.parametrize("content", [b"", b"<plist>", b"bplist00" + b"\xff" * 40, plistlib.dumps([1, 2])])
def test_managed_preferences_that_are_none_are_no_permission(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "policy.plist"
    assert ManagedPreferences(path).read() is None
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="settings_unreadable"):
        ManagedPreferences(path).read()


def test_each_system_has_its_own_source_and_files_beside_it() -> None:
    assert isinstance(policy_sources("win32")[0], RegistryPolicy)
    assert isinstance(policy_sources("darwin")[0], ManagedPreferences)
    assert all(isinstance(each, PolicyFile) for each in policy_sources("linux"))
    assert policy_files("linux")[0] == Path("/etc/anamnesis/policy.toml")
    assert Path("/etc/xdg/anamnesis/policy.toml") in policy_files("linux")


def test_who_decided_is_kept_with_the_line(tmp_path: Path) -> None:
    first, second, own = tmp_path / "1.toml", tmp_path / "2.toml", tmp_path / "settings.toml"
    first.write_text("lock_after_min = 10\nexport_allowed = false\n")
    second.write_text("\nlock_after_min = 5\n")
    own.write_text("export_allowed = true\n\nassistant = false\n")
    found = read_configuration(policies=[PolicyFile(first), PolicyFile(second)], own=own)
    told = {name: (each.by, str(each.place)) for name, each in found.decisions.items()}
    assert told == {
        "lock_after_min": ("policy", f"{second}:2"),
        "export_allowed": ("policy", f"{first}:2"),
        "assistant": ("file", f"{own}:3"),
    }
    assert found.values == {"lock_after_min": 5, "export_allowed": False, "assistant": False}
    assert [each.source for each in found.policies] == [str(first), str(second)]


def test_a_link_that_leads_elsewhere_meanwhile_is_not_followed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("good", "lock_after_min = 5\n"), ("bad", "lock_after_min = 60\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "policy.toml").write_text(text)
    link = tmp_path / "anamnesis"
    link.symlink_to(tmp_path / "good")

    def looked_at(_path: Path) -> bool:
        link.unlink()
        link.symlink_to(tmp_path / "bad")
        return True

    monkeypatch.setattr("core.configuration.sources.is_administered", looked_at)
    found = PolicyFile(link / "policy.toml").read()
    assert found is not None
    assert (found.administered, found.values) == (True, {"lock_after_min": 5})
    assert found.source == str(link / "policy.toml")


def test_a_link_itself_is_nothing_that_only_an_administrator_can_change(tmp_path: Path) -> None:
    (tmp_path / "shadow").symlink_to("/etc/passwd")
    assert is_administered(Path("/etc/passwd"))
    assert not is_administered(tmp_path / "shadow")


@pytest.mark.parametrize("place", ["policy.toml", "."])
def test_a_policy_behind_a_link_to_nowhere_is_no_permission(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "anamnesis"
    if place == ".":
        folder.symlink_to(tmp_path / "not mounted")
    else:
        folder.mkdir()
        (folder / place).symlink_to(tmp_path / "not mounted" / place)
    with pytest.raises(EnvironmentProblem, match="settings_unreadable") as refused:
        PolicyFile(folder / "policy.toml").read()
    assert refused.value.params["file"] == str(folder if place == "." else folder / place)


def test_a_policy_in_place_of_its_folder_is_no_permission(tmp_path: Path) -> None:
    (tmp_path / "anamnesis").write_text("export_allowed = false\n")
    with pytest.raises(EnvironmentProblem, match="settings_unreadable") as refused:
        PolicyFile(tmp_path / "anamnesis" / "policy.toml").read()
    assert refused.value.params["file"] == str(tmp_path / "anamnesis")


def test_a_link_to_itself_is_no_permission(tmp_path: Path) -> None:
    loop = tmp_path / "policy.toml"
    loop.symlink_to(loop)
    with pytest.raises(EnvironmentProblem, match="settings_unreadable"):
        PolicyFile(loop).read()


@pytest.mark.parametrize("function", ["EnumValue", "EnumKey"])
def test_a_registry_that_stops_half_way_is_no_end(function: str) -> None:
    source = FakeRegistry({REGISTRY_KEY: {"export_allowed": 0}, f"{REGISTRY_KEY}\\languages": {"1": "he"}})

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Access is denied")

    setattr(source, function, refuse)
    with pytest.raises(EnvironmentProblem, match="settings_unreadable"):
        RegistryPolicy(source).read()


def test_a_list_that_goes_while_the_registry_is_read_is_not_no_policy() -> None:
    class Emptied(FakeRegistry):
        def EnumKey(self, key: str, index: int) -> str:
            name = super().EnumKey(key, index)
            self.keys = {REGISTRY_KEY: {}}
            return name

    source = Emptied({REGISTRY_KEY: {"export_allowed": 0}, f"{REGISTRY_KEY}\\languages": {"1": "he"}})
    with pytest.raises(EnvironmentProblem, match="settings_unreadable"):
        RegistryPolicy(source).read()
