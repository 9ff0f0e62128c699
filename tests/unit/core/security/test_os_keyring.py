"""The key of this computer: only in keepers on the list, never in the clear, never waiting for ever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

from core.errors import EnvironmentProblem, InputRefused
from core.ids import UserId, WorkspaceId, new_id
from core.security import os_keyring
from core.security.os_keyring import ALLOWED_BACKENDS, DeviceKeyStore
from tests.fakes.os_keyring import HERE, HangingKeyring, MemoryKeyring

WORKSPACE, USER, OTHER = WorkspaceId(new_id()), UserId(new_id()), UserId(new_id())
KEY = bytes(range(32))
WINDOWS = "keyring.backends.Windows.WinVaultKeyring"


@pytest.fixture(autouse=True)
def no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    MemoryKeyring.kept.clear()


def allow(monkeypatch: pytest.MonkeyPatch, *classes: str) -> DeviceKeyStore:
    monkeypatch.setattr(
        os_keyring, "ALLOWED_BACKENDS", {f"{HERE}.{name}": f"{name} of the test" for name in classes}
    )
    return DeviceKeyStore()


def reason_of(call, *arguments: object) -> str:
    with pytest.raises(EnvironmentProblem) as refused:
        call(*arguments)
    assert refused.value.code == "keyring_unavailable"
    return str(refused.value.params["reason"])


def test_the_list_holds_the_keyrings_of_operating_systems_only():
    assert {path.rpartition(".")[0] for path in ALLOWED_BACKENDS} == {
        f"keyring.backends.{name}" for name in ("Windows", "macOS", "SecretService", "libsecret", "kwallet")
    }


def test_a_key_comes_back_for_its_user_only(monkeypatch: pytest.MonkeyPatch):
    store = allow(monkeypatch, "MemoryKeyring")
    assert store.available() == "MemoryKeyring of the test"
    assert store.load(WORKSPACE, USER) is None
    store.store(WORKSPACE, USER, KEY)
    store.store(WORKSPACE, OTHER, KEY[::-1])
    assert store.load(WORKSPACE, USER) == KEY
    assert DeviceKeyStore().load(WORKSPACE, OTHER) == KEY[::-1]
    assert store.load(WorkspaceId(new_id()), USER) is None
    store.forget(WORKSPACE, USER)
    store.forget(WORKSPACE, USER)
    assert store.load(WORKSPACE, USER) is None
    assert len(MemoryKeyring.kept) == 1


@pytest.mark.parametrize("found", ["", "not base64!", "c2hvcnQ=", "א"])
def test_what_is_no_key_counts_as_none(monkeypatch: pytest.MonkeyPatch, found: str):
    store = allow(monkeypatch, "MemoryKeyring")
    store.store(WORKSPACE, USER, KEY)
    for name in MemoryKeyring.kept:
        MemoryKeyring.kept[name] = found
    assert store.load(WORKSPACE, USER) is None


def test_only_whole_keys_are_kept(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ValueError, match="32 bytes"):
        allow(monkeypatch, "MemoryKeyring").store(WORKSPACE, USER, KEY[:31])
    assert not MemoryKeyring.kept


def test_without_a_keyring_every_call_says_so(monkeypatch: pytest.MonkeyPatch):
    store = allow(monkeypatch)
    assert store.available() is None
    assert reason_of(store.store, WORKSPACE, USER, KEY) == "none"
    assert reason_of(store.load, WORKSPACE, USER) == "none"
    assert reason_of(store.forget, WORKSPACE, USER) == "none"


@pytest.mark.parametrize("name", ["UnusableKeyring", "NoSuchKeyring"])
def test_a_keyring_that_cannot_be_used_is_passed_over(monkeypatch: pytest.MonkeyPatch, name: str):
    assert allow(monkeypatch, name).available() is None
    assert allow(monkeypatch, name, "MemoryKeyring").available() == "MemoryKeyring of the test"


@pytest.mark.parametrize(
    "chosen",
    [
        "keyring.backends.fail.Keyring",
        "keyring.backends.null.Keyring",
        "keyrings.alt.file.PlaintextKeyring",
        f"{HERE}.ForgetfulKeyring",
    ],
)
@pytest.mark.parametrize("by_file", [True, False])
def test_a_choice_that_is_not_on_the_list_is_refused(
    monkeypatch: pytest.MonkeyPatch, chosen: str, by_file: bool
):
    store = allow(monkeypatch, "MemoryKeyring")
    if by_file:
        from keyring.util import platform_

        folder = Path(platform_.config_root())
        folder.mkdir(parents=True, exist_ok=True)
        settings = folder / "keyringrc.cfg"
        settings.write_text(f"[backend]\ndefault-keyring={chosen}\nkeyring-path=/nowhere/of/ours\n")
    else:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", chosen)
    assert store.available() is None
    assert reason_of(store.store, WORKSPACE, USER, KEY) == "none"
    assert "/nowhere/of/ours" not in sys.path


def test_of_a_chain_only_its_allowed_members_are_used(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.chainer.ChainerBackend")
    store = allow(monkeypatch, "MemoryKeyring")
    store.store(WORKSPACE, USER, KEY)
    assert (store.available(), len(MemoryKeyring.kept)) == ("MemoryKeyring of the test", 1)
    assert allow(monkeypatch).available() is None


def test_a_choice_on_the_list_is_followed(monkeypatch: pytest.MonkeyPatch):
    store = allow(monkeypatch, "LockedKeyring", "MemoryKeyring")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{HERE}.MemoryKeyring")
    assert store.available() == "MemoryKeyring of the test"


def test_a_keyring_that_keeps_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch):
    assert reason_of(allow(monkeypatch, "ForgetfulKeyring").store, WORKSPACE, USER, KEY) == "not_kept"


def test_a_prompt_that_is_dismissed_is_a_problem_and_no_crash(monkeypatch: pytest.MonkeyPatch):
    store = allow(monkeypatch, "LockedKeyring")
    assert reason_of(store.load, WORKSPACE, USER) == "failed"
    assert reason_of(store.store, WORKSPACE, USER, KEY) == "failed"


def test_a_keyring_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch):
    allow(monkeypatch, "HangingKeyring")
    HangingKeyring.answer.clear()
    try:
        assert reason_of(DeviceKeyStore(call_timeout_s=0.05).load, WORKSPACE, USER) == "no_answer"
        monkeypatch.setattr(os_keyring, "_find_backend", lambda: HangingKeyring.answer.wait(30))
        assert DeviceKeyStore(probe_timeout_s=0.05).available() is None
    finally:
        HangingKeyring.answer.set()


def test_settings_that_cannot_be_read_make_none_available(monkeypatch: pytest.MonkeyPatch):
    from keyring.util import platform_

    store = allow(monkeypatch, "MemoryKeyring")
    folder = Path(platform_.config_root())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keyringrc.cfg").write_text("no section = this")
    assert store.available() is None


def test_on_windows_the_key_stays_on_the_computer(monkeypatch: pytest.MonkeyPatch):
    made: list[WinVaultKeyring] = []

    class WinVaultKeyring(MemoryKeyring):
        def __init__(self) -> None:
            super().__init__()
            self.persist = "enterprise"
            made.append(self)

    module = types.SimpleNamespace(WinVaultKeyring=WinVaultKeyring)
    monkeypatch.setattr(os_keyring, "ALLOWED_BACKENDS", {WINDOWS: "Windows Credential Manager"})
    monkeypatch.setattr("core.security.os_keyring.importlib.import_module", lambda _name: module)
    assert DeviceKeyStore().available() == "Windows Credential Manager"
    assert made[0].persist == "local machine"


def test_the_library_is_not_loaded_before_it_is_needed():
    code = (
        "import core.security.os_keyring, sys;print('keyring' in sys.modules, 'secretstorage' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(timeout=10)
    if process.stdout is not None:
        process.stdout.close()


_REAL = """
from uuid import UUID
from app.hardening import harden_process
harden_process()
from core.security.os_keyring import DeviceKeyStore
store, ids = DeviceKeyStore(call_timeout_s=20), (UUID(int=1), UUID(int=2))
print(store.available())
store.store(*ids, bytes(range(32)))
print(store.load(*ids) == bytes(range(32)))
store.forget(*ids)
print(store.load(*ids))
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-daemon and gnome-keyring-daemon for a real Secret Service",
)
def test_a_real_secret_service_keeps_the_key(tmp_path: Path):
    home = tmp_path / "home"
    runtime = tmp_path / "run"
    for folder in (home, runtime):
        folder.mkdir(mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            assert daemon.stdin is not None
            assert daemon.stdout is not None
            # It opens its login keyring with this and says where it listens once it does.
            daemon.stdin.write(b"a password of the test")
            daemon.stdin.close()
            daemon.stdout.readline()
            done = subprocess.run(
                [sys.executable, "-c", _REAL],
                env=environment,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout.split() == ["Secret", "Service", "True", "None"]
            clear = [
                path for path in home.rglob("*") if path.is_file() and b"AAECAwQFBgc" in path.read_bytes()
            ]
            assert clear == []
        finally:
            stop(daemon)
    finally:
        stop(bus)


def test_where_it_is_forbidden_nothing_is_kept_or_used_and_what_is_kept_can_go(
    monkeypatch: pytest.MonkeyPatch,
):
    allow(monkeypatch, "MemoryKeyring").store(WORKSPACE, USER, KEY)
    store = DeviceKeyStore(allowed=False)
    assert store.available() is None
    with pytest.raises(InputRefused, match="keyring_forbidden"):
        store.load(WORKSPACE, USER)
    with pytest.raises(InputRefused, match="keyring_forbidden"):
        store.store(WORKSPACE, USER, KEY)
    store.forget(WORKSPACE, USER)
    assert DeviceKeyStore().load(WORKSPACE, USER) is None
